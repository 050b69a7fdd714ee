import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { z } from 'zod'
import { can, type HousePage, viewerOf } from '../../access/index.ts'
import { findChannels, type Switchboard } from '../../channels/index.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { answer, type Ctx, done, type Env, wantsJson } from '../../core/web.ts'
import { words } from '../../lib/words.ts'
import type { ShellOf } from '../../ui/shell.ts'
import { begin, stop } from './begin.ts'
import { forgetFile, pathOf } from './files.ts'
import { findImport, findImports, type Import, stateOf } from './import.ts'
import type { Plan } from './plan.ts'
import { changePlan, planChange } from './plan-change.ts'
import { presentImport } from './present.ts'
import { preview } from './preview.ts'
import { readingFor } from './reading.ts'
import { receive } from './receive.ts'
import { countReasons, refusalsCsv } from './refusals.ts'
import { ImportPage } from './views/import-page.tsx'
import { ImportsPage } from './views/imports-page.tsx'
import { NewImportPage } from './views/new-page.tsx'
import { PlanPage } from './views/plan-page.tsx'

/** Its tab among the pages of the house. */
export const importHousePage: HousePage = { href: '/imports', label: 'import.title', can: 'import', among: 'general' }

/** Files of messages: sending one, saying what its columns are, and watching it come in. */
export function importRoutes(board: Switchboard, shellOf: ShellOf, housePages: readonly HousePage[]): Hono<Env> {
  const { db, config, clock } = board.core
  const routes = new Hono<Env>()

  routes.get('/imports', can('import'), async (c) => {
    const imports = await findImports(db)
    const viewer = viewerOf(c)
    return answer(c, {
      json: () => ({ imports: imports.map(presentImport) }),
      html: async () => <ImportsPage shell={await shellOf(c)} viewer={viewer} more={housePages} imports={imports} />,
    })
  })

  routes.get('/imports/new', can('import'), async (c) => c.html(await newPage(c)))

  routes.post('/imports', can('import'), async (c) => {
    try {
      const id = await receive(board, c)
      return done(c, presentImport(await findImport(db, id)), `/imports/${id}`, 201)
    } catch (error) {
      if (!(error instanceof Refusal) || wantsJson(c)) throw error
      return c.html(await newPage(c, error), error.status)
    }
  })

  routes.get('/imports/:id', can('import'), async (c) => {
    const it = await findImport(db, id(c))
    return answer(c, {
      json: () => presentImport(it),
      html: async () => (stateOf(it) === 'draft' ? planPage(c, it, it.plan) : importPage(c, it)),
    })
  })

  // "Show it again" and "Take it in" are two buttons of one form.
  routes.patch('/imports/:id', can('import'), async (c) => {
    const it = await findImport(db, id(c))
    if (stateOf(it) !== 'draft') throw new Refusal(409, words('import.is-running'))
    const change = planChange(await bodyOf(c))
    try {
      const plan = await changePlan(board, it, change)
      if (change.deed === 'start') {
        const how = { by: viewerOf(c), now: clock.now(), job: true }
        await db.transaction().execute((tx) => begin(tx, { ...it, plan }, how))
      }
    } catch (error) {
      if (!(error instanceof Refusal) || wantsJson(c)) throw error
      const now = await findImport(db, it.id)
      return c.html(String(await planPage(c, now, now.plan, error)), error.status)
    }
    return done(c, presentImport(await findImport(db, it.id)), `/imports/${it.id}`)
  })

  routes.put('/imports/:id/stop', can('import'), async (c) => {
    const it = await findImport(db, id(c))
    if (stateOf(it) === 'running') await db.transaction().execute((tx) => stop(tx, it, viewerOf(c)))
    return done(c, presentImport(await findImport(db, it.id)), `/imports/${it.id}`)
  })

  routes.delete('/imports/:id/stop', can('import'), async (c) => {
    const it = await findImport(db, id(c))
    const how = { by: viewerOf(c), now: clock.now(), job: true }
    if (it.stoppedAt || it.failure) await db.transaction().execute((tx) => begin(tx, it, how))
    return done(c, presentImport(await findImport(db, it.id)), `/imports/${it.id}`)
  })

  routes.delete('/imports/:id', can('import'), async (c) => {
    const it = await findImport(db, id(c))
    if (stateOf(it) === 'running') throw new Refusal(409, words('import.is-running'))
    await db.deleteFrom('imports').where('id', '=', it.id).execute()
    await forgetFile(config, it)
    return done(c, presentImport(it), '/imports')
  })

  routes.get('/imports/:id/refused.csv', can('import'), async (c) => {
    const it = await findImport(db, id(c))
    const name = `${it.name.replace(/\.\w+$/, '')}-refused.csv`
    const lines = Readable.toWeb(
      Readable.from(refusalsCsv(db, it.id, c.var.t)).map((text: string) => Buffer.from(text)),
    )
    return c.body(lines as ReadableStream, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    })
  })

  async function newPage(c: Ctx, refusal?: Refusal): Promise<string> {
    const channels = await findChannels(db)
    const chosen = c.req.query('channel')
    const page = (
      <NewImportPage shell={await shellOf(c)} channels={channels} chosen={chosen} {...(refusal ? { refusal } : {})} />
    )
    return String(await page)
  }

  async function planPage(c: Ctx, it: Import, plan: Plan, refusal?: Refusal) {
    const reading = readingFor(board, it.channel, plan, clock.now())
    const rows = await preview(pathOf(config, it), reading)
    return <PlanPage shell={await shellOf(c)} it={it} plan={plan} rows={rows} refusal={refusal} />
  }

  async function importPage(c: Ctx, it: Import) {
    const reasons = it.refused > 0 ? await countReasons(db, it.id) : []
    return <ImportPage shell={await shellOf(c)} it={it} reasons={reasons} />
  }

  return routes
}

function id(c: Ctx): string {
  const parsed = z.uuid().safeParse(c.req.param('id'))
  if (!parsed.success) throw notFound()
  return parsed.data
}

const bodyOf = async (c: Ctx): Promise<unknown> =>
  c.req.header('content-type')?.includes('application/json') ? c.req.json().catch(() => ({})) : c.req.parseBody()
