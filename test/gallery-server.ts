import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { serveAssets } from '../src/ui/assets.ts'
import { gallery } from './gallery.tsx'
import type { Showing } from './gallery-shell.ts'

const policy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'",
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; report-uri /csp",
].join('; ')

/** The gallery at an address of its own, with what pages of the desk talk to: live changes, drafts, forms. */
export interface GalleryServer extends AsyncDisposable {
  url: string
  /** What browsers reported against the content security policy. */
  reports: string[]
  /** Drafts and forms as they came: `PUT /draft text=…`. */
  sent: string[]
  /** Where open live streams began. */
  streams: (string | undefined)[]
  /** Says something to every open stream; it is remembered for those that come back. */
  say(data: string, kind?: 'turbo' | 'reload'): void
  /** Cuts the open streams; with `refuse`, new ones are answered with an error until `accept`. */
  cut(refuse?: 'refuse'): void
  accept(): void
  /** Answers drafts with an error. */
  failDrafts: boolean
  /** The place that pages say they were drawn at, when it is not the newest. */
  drawnAt: string | undefined
}

export async function startGallery(): Promise<GalleryServer> {
  const app = new Hono()
  const state = {
    reports: [] as string[],
    sent: [] as string[],
    failDrafts: false,
    drawnAt: undefined as string | undefined,
  }
  const live = liveStreams()
  app.get('/assets/*', serveAssets())
  app.use(async (c, next) => {
    await next()
    c.header('content-security-policy', policy)
  })
  app.post('/csp', async (c) => {
    state.reports.push(await c.req.text())
    return c.body(null, 204)
  })
  app.get('/events', (c) => live.open(c.req.header('last-event-id') ?? c.req.query('after')))
  app.all('/draft', async (c) => {
    if (state.failDrafts) return c.body(null, 503)
    state.sent.push(`${c.req.method} /draft ${await c.req.text()}`)
    return c.body(null, 204)
  })
  app.get('/:page', async (c) => {
    const page = gallery[c.req.param('page')]
    return page ? c.html(String(await page(showing(c.req.query(), state.drawnAt ?? live.place())))) : c.notFound()
  })
  app.post('/refused', async (c) => {
    const page = String(await gallery.list?.(showing({ flash: 'no' }, live.place())))
    return c.html(page.replace('<main', '<p id="refused">No</p><main'), 422)
  })
  app.all('/*', async (c) => {
    state.sent.push(`${c.req.method} ${c.req.path} ${await c.req.text()}`)
    return c.redirect('/desk', 303)
  })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  if (!server.listening) await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return Object.assign(state, live, {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      live.cut('refuse')
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

function showing(query: Record<string, string>, place: string): Showing {
  return {
    language: query.language === 'en' ? 'en' : 'es',
    scheme: query.scheme === 'dark' ? 'dark' : query.scheme === 'light' ? 'light' : 'system',
    density: query.density === 'compact' ? 'compact' : 'roomy',
    after: query.after ?? place,
    draft: query.draft,
    flash: query.flash !== 'no',
  }
}

function liveStreams() {
  const open = new Set<ReadableStreamDefaultController<Uint8Array>>()
  const said: { place: number; text: string }[] = []
  const streams: (string | undefined)[] = []
  const encoder = new TextEncoder()
  let refusing = false
  return {
    streams,
    open(after: string | undefined): Response {
      if (refusing) return new Response('not now', { status: 503 })
      streams.push(after)
      let mine: ReadableStreamDefaultController<Uint8Array>
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          mine = controller
          open.add(controller)
          controller.enqueue(encoder.encode('retry: 200\n\n'))
          const from = Number(after?.split('-')[1] ?? 0)
          for (const { place, text } of said) if (place > from) controller.enqueue(encoder.encode(text))
        },
        cancel: () => void open.delete(mine),
      })
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
    },
    say(data: string, kind: 'turbo' | 'reload' = 'turbo') {
      const place = said.length + 1
      const lines = data.split('\n').map((line) => `data: ${line}\n`)
      const text = `id: 1-${place}\nevent: ${kind}\n${lines.join('')}\n`
      said.push({ place, text })
      for (const controller of open) controller.enqueue(encoder.encode(text))
    },
    place: () => `1-${said.length}`,
    cut(refuse?: 'refuse') {
      refusing = refuse === 'refuse'
      for (const controller of open) controller.close()
      open.clear()
    },
    accept() {
      refusing = false
    },
  }
}
