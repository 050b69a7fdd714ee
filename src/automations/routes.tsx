import { Hono } from 'hono'
import { z } from 'zod'
import { type Again, blank, can, type Given, type HousePage, orAgain, viewerOf } from '../access/index.ts'
import type { Connectors } from '../connectors/index.ts'
import { ruleListRoutes, tell, told, type Undo } from '../conversations/index.ts'
import type { Core } from '../core/core.ts'
import { transaction } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { answer, type Ctx, done, type Env } from '../core/web.ts'
import { words } from '../lib/words.ts'
import type { ShellOf } from '../ui/shell.ts'
import { type Automation, findAutomation, findAutomations, type GivenAutomation } from './automation.ts'
import { findChoices } from './choices.ts'
import type { DeedKinds } from './deed.ts'
import { automationOfForm, automationOfProgram } from './given.ts'
import { presentAutomation, presentRehearsal, presentRun } from './present.ts'
import { latestRehearsal, namesOf } from './rehearsal.ts'
import { beginRehearsal } from './rehearse.ts'
import { findRun, findRuns, undoRun } from './run.ts'
import {
  changeAutomation,
  makeAutomation,
  moveAutomation,
  removeAutomation,
  restoreAutomation,
  switchOff,
  switchOn,
} from './save-automation.ts'
import { EditPage } from './views/edit-page.tsx'
import { ListPage, automationsPath as path } from './views/list-page.tsx'

export interface AutomationRoutes {
  connectors: Connectors
  kinds: DeedKinds
  shellOf: ShellOf
  housePages: readonly HousePage[]
}

export const automationsHousePage: HousePage = {
  href: path,
  label: 'automations.title',
  can: 'settings',
  among: 'answering',
}

/** What happens by itself. */
export function automationRoutes(core: Pick<Core, 'db' | 'clock'>, options: AutomationRoutes): Hono<Env> {
  const { db, clock } = core
  const { connectors, kinds, shellOf, housePages } = options
  const routes = new Hono<Env>()

  routes.get(path, can('settings'), async (c) => {
    const automations = await findAutomations(db)
    return answer(c, {
      json: () => ({ automations: automations.map(presentAutomation) }),
      html: async () => (
        <ListPage
          {...(await house(c))}
          automations={automations}
          choices={await findChoices(db, connectors)}
          kinds={kinds}
        />
      ),
    })
  })

  routes.get(`${path}/new`, can('settings'), async (c) => c.html(String(await page(c, undefined))))
  routes.get(`${path}/:id`, can('settings'), async (c) => {
    const automation = await findAutomation(db, idIn(c))
    return answer(c, { json: () => presentAutomation(automation), html: () => page(c, automation) })
  })

  routes.post(path, can('settings'), (c) =>
    orAgain(
      c,
      async (given) => {
        const wanted = read(c, given)
        const id = await transaction(db, (tx) => makeAutomation(tx, wanted, viewerOf(c)))
        return end(c, id, 'told-made', { status: 201 })
      },
      (again) => page(c, undefined, again),
    ),
  )
  routes.put(`${path}/:id`, can('settings'), (c) =>
    orAgain(
      c,
      async (given) => {
        const wanted = read(c, given)
        await transaction(db, (tx) => changeAutomation(tx, idIn(c), wanted, viewerOf(c)))
        return end(c, idIn(c), 'told-changed')
      },
      async (again) => page(c, await findAutomation(db, idIn(c)), again),
    ),
  )
  const list = {
    moved: 'automations.told-moved',
    removed: 'automations.told-removed',
    back: 'automations.told-restored',
  }
  const find = (id: string) => findAutomation(db, id)
  const deeds = { move: moveAutomation, remove: removeAutomation, restore: restoreAutomation }
  routes.route('/', ruleListRoutes(db, { path, find, present: presentAutomation, ...deeds, told: list }))

  routes.put(`${path}/:id/running`, can('settings'), async (c) => {
    await transaction(db, (tx) => switchOn(tx, idIn(c), viewerOf(c)))
    const undo: Undo = { action: `${path}/${idIn(c)}/running`, method: 'delete', fields: {} }
    return end(c, idIn(c), 'told-on', { undo })
  })
  routes.delete(`${path}/:id/running`, can('settings'), async (c) => {
    await transaction(db, (tx) => switchOff(tx, idIn(c), viewerOf(c)))
    return end(c, idIn(c), 'told-off')
  })

  routes.post(`${path}/:id/rehearsals`, can('settings'), async (c) => {
    const automation = await findAutomation(db, idIn(c))
    const rehearsal = await beginRehearsal(db, automation, viewerOf(c), clock.now())
    return done(c, presentRehearsal(rehearsal, automation), `${path}/${automation.id}#rehearsal-${automation.id}`, 202)
  })
  routes.get(`${path}/:id/rehearsal`, can('settings'), async (c) => {
    const automation = await findAutomation(db, idIn(c))
    const rehearsal = await latestRehearsal(db, automation.id)
    if (!rehearsal) throw notFound()
    return done(c, presentRehearsal(rehearsal, automation), `${path}/${automation.id}`)
  })

  routes.get(`${path}/:id/runs`, can('settings'), async (c) => {
    const { id } = await findAutomation(db, idIn(c))
    return done(c, { runs: (await findRuns(db, id)).map(presentRun) }, `${path}/${id}`)
  })
  routes.put(`${path}/runs/:id/undoing`, can('close'), async (c) => {
    const id = idIn(c)
    const { undone, left } = await transaction(db, (tx) => undoRun(tx, kinds, id, viewerOf(c), clock.now()))
    const run = await findRun(db, id)
    tell(c, words(left > 0 ? 'automations.told-undone-some' : 'automations.told-undone', { undone, left }))
    const back = run.automationId ? `${path}/${run.automationId}` : `/conversations/${run.conversation.id}`
    return done(c, { ...presentRun(run), undone, left }, back)
  })

  const house = async (c: Ctx) => {
    const flash = told(c)
    const shell = await shellOf(c)
    return { shell: flash ? { ...shell, flash } : shell, viewer: viewerOf(c), more: housePages }
  }

  const read = (c: Ctx, given: Given): GivenAutomation =>
    c.req.header('content-type')?.startsWith('application/json')
      ? automationOfProgram(given, kinds)
      : automationOfForm(given, kinds)

  async function end(
    c: Ctx,
    id: string,
    said: string,
    { status = 200, undo }: { status?: 200 | 201; undo?: Undo } = {},
  ): Promise<Response> {
    const automation = await findAutomation(db, id)
    tell(c, words(`automations.${said}`, { name: automation.name }), undo)
    return done(c, presentAutomation(automation), `${path}/${id}`, status)
  }

  async function page(c: Ctx, automation: Automation | undefined, again: Again = blank) {
    const [choices, rehearsal, runs] = await Promise.all([
      findChoices(db, connectors),
      automation && latestRehearsal(db, automation.id),
      automation ? findRuns(db, automation.id) : [],
    ])
    const names = await namesOf(db, rehearsal?.examples ?? [])
    return <EditPage {...(await house(c))} {...{ automation, rehearsal, names, runs, choices, kinds, again }} />
  }

  return routes
}

/** An id in the address; what is none finds nothing. */
export function idIn(c: Ctx, name = 'id'): string {
  const parsed = z.uuid().safeParse(c.req.param(name))
  if (!parsed.success) throw notFound()
  return parsed.data
}
