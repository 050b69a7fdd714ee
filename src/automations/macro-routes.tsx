import { Hono } from 'hono'
import { z } from 'zod'
import {
  type Again,
  blank,
  can,
  type Given,
  type HousePage,
  orAgain,
  parseGiven,
  readGiven,
  viewerOf,
  wayBack,
} from '../access/index.ts'
import { chosenAsked, chosenIn, tell, told, type Undo } from '../conversations/index.ts'
import type { Core } from '../core/core.ts'
import { transaction } from '../core/database.ts'
import { answer, type Ctx, done, type Env } from '../core/web.ts'
import { words } from '../lib/words.ts'
import { findChoices } from './choices.ts'
import { macroOfForm, macroOfProgram } from './given-macro.ts'
import { findMacro, findMacros, type GivenMacro, type Macro, presentMacro } from './macro.ts'
import { type Batch, beginBatch, cancelBatch, findBatch, presentBatch, undoBatch } from './macro-batch.ts'
import { presentRun } from './present.ts'
import { type AutomationRoutes, idIn } from './routes.tsx'
import { findRun, undoRun } from './run.ts'
import { runMacro } from './run-macro.ts'
import { changeMacro, makeMacro, removeMacro, restoreMacro } from './save-macro.ts'
import { BatchPage, batchesPath } from './views/batch-page.tsx'
import { MacroPage, MacrosPage, macrosPath as path } from './views/macros-page.tsx'

export const macrosHousePage: HousePage = { href: path, label: 'automations.macros', can: 'close', among: 'answering' }

/** Lists of deeds that one press does. */
export function macroRoutes(core: Pick<Core, 'db' | 'clock'>, options: AutomationRoutes): Hono<Env> {
  const { db, clock } = core
  const { connectors, kinds, shellOf, housePages } = options
  const routes = new Hono<Env>()

  routes.get(path, can('close'), async (c) => {
    const macros = await findMacros(db, viewerOf(c))
    return answer(c, {
      json: () => ({ macros: macros.map((macro) => presentMacro(macro, viewerOf(c))) }),
      html: async () => (
        <MacrosPage {...(await house(c))} {...{ macros, kinds }} choices={await findChoices(db, connectors)} />
      ),
    })
  })
  routes.get(`${path}/new`, can('close'), async (c) => c.html(String(await page(c, undefined))))
  routes.get(`${path}/:id`, can('close'), async (c) => {
    const macro = await findMacro(db, idIn(c), viewerOf(c))
    return answer(c, { json: () => presentMacro(macro, viewerOf(c)), html: () => page(c, macro) })
  })

  routes.post(path, can('close'), (c) =>
    orAgain(
      c,
      async (given) => {
        const wanted = read(c, given)
        const id = await transaction(db, (tx) => makeMacro(tx, wanted, viewerOf(c)))
        return end(c, id, 'told-macro-made', { status: 201 })
      },
      (again) => page(c, undefined, again),
    ),
  )
  routes.put(`${path}/:id`, can('close'), (c) =>
    orAgain(
      c,
      async (given) => {
        const wanted = read(c, given)
        await transaction(db, (tx) => changeMacro(tx, idIn(c), wanted, viewerOf(c)))
        return end(c, idIn(c), 'told-changed')
      },
      async (again) => page(c, await findMacro(db, idIn(c), viewerOf(c)), again),
    ),
  )
  routes.delete(`${path}/:id`, can('close'), async (c) => {
    await transaction(db, (tx) => removeMacro(tx, idIn(c), viewerOf(c)))
    const undo: Undo = { action: `${path}/${idIn(c)}/removal`, method: 'delete', fields: {} }
    return end(c, idIn(c), 'told-removed', { undo })
  })
  routes.delete(`${path}/:id/removal`, can('close'), async (c) => {
    await transaction(db, (tx) => restoreMacro(tx, idIn(c), viewerOf(c)))
    return end(c, idIn(c), 'told-macro-back')
  })

  routes.post('/conversations/:id/macros/:macro', can('close'), async (c) => {
    const viewer = viewerOf(c)
    const macro = await findMacro(db, idIn(c, 'macro'), viewer)
    const conversation = idIn(c)
    const id = await transaction(db, (tx) => runMacro(tx, kinds, macro, conversation, viewer, clock.now()))
    const undo: Undo | undefined = id ? { action: `${path}/runs/${id}/undoing`, method: 'put', fields: {} } : undefined
    tell(c, words(id ? 'automations.told-macro-ran' : 'automations.told-macro-same', { name: macro.name }), undo)
    const run = id ? presentRun(await findRun(db, id)) : null
    return done(c, { run }, `/conversations/${conversation}`)
  })
  routes.put(`${path}/runs/:id/undoing`, can('close'), async (c) => {
    const id = idIn(c)
    const result = await transaction(db, (tx) => undoRun(tx, kinds, id, viewerOf(c), clock.now()))
    const { undone, left, conversationId } = result
    tell(c, words(left > 0 ? 'automations.told-undone-some' : 'automations.told-undone', { undone, left }))
    return done(c, { ...presentRun(await findRun(db, id)), undone, left }, `/conversations/${conversationId}`)
  })

  // A form's own fields beside those that say which conversations.
  const manyAsked = chosenAsked.extend({ macro: z.uuid() })
  routes.post(batchesPath, can('close'), async (c) => {
    const viewer = viewerOf(c)
    const fields = parseGiven(manyAsked, await readGiven(c), { macro: 'automations.macro-missing' })
    const macro = await findMacro(db, fields.macro, viewer)
    const batch = await beginBatch(db, kinds, macro, await chosenIn(db, fields, viewer), viewer, clock.now())
    if (batch.state === 'doing') return done(c, presentBatch(batch), `${batchesPath}/${batch.id}`, 202)
    const undo: Undo = { action: `${batchesPath}/${batch.id}/undoing`, method: 'put', fields: {} }
    const { changed, refused } = batch
    tell(c, words('automations.told-batch', { name: macro.name, changed, refused }), changed > 0 ? undo : undefined)
    return done(c, presentBatch(batch), wayBack(fields.back ?? '/conversations'), 202)
  })
  routes.get(`${batchesPath}/:id`, can('close'), async (c) => {
    const batch = await findBatch(db, idIn(c), viewerOf(c))
    return answer(c, {
      json: () => presentBatch(batch),
      html: async () => <BatchPage shell={(await house(c)).shell} batch={batch} />,
    })
  })
  routes.put(`${batchesPath}/:id/cancellation`, can('close'), async (c) =>
    batchDone(c, await cancelBatch(db, idIn(c), viewerOf(c))),
  )
  routes.put(`${batchesPath}/:id/undoing`, can('close'), async (c) =>
    batchDone(c, await undoBatch(db, kinds, idIn(c), viewerOf(c), clock.now())),
  )
  const batchDone = (c: Ctx, batch: Batch) => done(c, presentBatch(batch), `${batchesPath}/${batch.id}`)

  const house = async (c: Ctx) => {
    const flash = told(c)
    const shell = await shellOf(c)
    return { shell: flash ? { ...shell, flash } : shell, viewer: viewerOf(c), more: housePages }
  }

  const read = (c: Ctx, given: Given): GivenMacro =>
    c.req.header('content-type')?.startsWith('application/json')
      ? macroOfProgram(given, kinds)
      : macroOfForm(given, kinds)

  async function end(
    c: Ctx,
    id: string,
    said: string,
    { status = 200, undo }: { status?: 200 | 201; undo?: Undo } = {},
  ): Promise<Response> {
    const macro = await findMacro(db, id, viewerOf(c))
    tell(c, words(`automations.${said}`, { name: macro.name }), undo)
    return done(c, presentMacro(macro, viewerOf(c)), path, status)
  }

  const page = async (c: Ctx, macro: Macro | undefined, again: Again = blank) => (
    <MacroPage {...(await house(c))} {...{ macro, kinds, again }} choices={await findChoices(db, connectors)} />
  )

  return routes
}
