import { type Context, Hono } from 'hono'
import { type Env, hasScope, type Instance, notFound, refuse } from './door.ts'
import type { Join, Listener, StreamName } from './streaming.ts'

/** https://docs.joinmastodon.org/methods/streaming/#http */
export function eventStreams(instance: Instance, join: Join): Hono<Env> {
  const app = new Hono<Env>()
  const listen = (stream: StreamName) => (c: Context<Env>) => {
    const [token, person] = [c.get('token'), c.get('viewer')]
    if (!token || !person) return refuse(c, 401, 'Missing access token')
    if (!hasScope(token, stream === 'user:notification' ? 'read:notifications' : 'read:statuses'))
      return refuse(c, 401, 'Access token does not have the required scopes')
    const tag = c.req.query('tag')?.toLowerCase()
    return new Response(eventStream(instance, join, { person, stream, ...(tag && { tag }) }), {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'private, no-store' },
    })
  }
  app.get('/api/v1/streaming/health', (c) => c.text('OK'))
  app.get('/api/v1/streaming/user', listen('user'))
  app.get('/api/v1/streaming/user/notification', listen('user:notification'))
  app.get('/api/v1/streaming/direct', listen('direct'))
  app.get('/api/v1/streaming/hashtag', listen('hashtag'))
  app.get('/api/v1/streaming/public', listen('public'))
  app.get('/api/v1/streaming', (c) => notFound(c))
  return app
}

function eventStream(
  { options }: Instance,
  join: Join,
  who: Pick<Listener, 'person' | 'stream' | 'tag'>,
): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder()
  let leave = () => {}
  return new ReadableStream({
    start(controller) {
      const write = (text: string) => controller.enqueue(bytes.encode(text))
      write(':)\n')
      const beat = setInterval(() => write(':thump\n'), options.heartbeatMs)
      const send: Listener['send'] = (event, payload) => write(`event: ${event}\ndata: ${payload}\n\n`)
      const forget = join({ ...who, send }, () => {
        leave()
        controller.close()
      })
      leave = () => {
        clearInterval(beat)
        forget()
      }
    },
    cancel: () => leave(),
  })
}
