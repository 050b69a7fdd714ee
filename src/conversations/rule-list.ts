import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { type Again, blank, can, type Given as GivenForm, orAgain, viewerOf } from '../access/index.ts'
import { findChannels } from '../channels/index.ts'
import type { Connectors } from '../connectors/index.ts'
import { type Db, transaction } from '../core/database.ts'
import type { RuleVerbs } from '../core/rules-in-order.ts'
import { answer, type Ctx, done, type Env } from '../core/web.ts'
import { words } from '../lib/words.ts'
import { answerDeed, undo } from './answered.ts'
import { findAssignees } from './assignees.ts'
import { tell, type Undo } from './flash.ts'
import { given, idOf } from './given.ts'
import { findCalendars } from './working-time/find-calendars.ts'

/** A list of rules in their order, as its page has it. */
export interface RuleList<R extends { name: string }> extends Pick<RuleVerbs<never>, 'move' | 'remove' | 'restore'> {
  path: string
  /** One of them, also one that was removed. */
  find(id: string): Promise<R>
  present(rule: R): unknown
  /** The keys of what is said afterwards; each may name the rule. */
  told: { moved: string; removed: string; back: string }
}

const moving = z.object({ to: z.enum(['up', 'down']) })

/** What can be done with each rule of a list: one place up or down, away, and back again. */
export function ruleListRoutes<R extends { name: string }>(db: Db, list: RuleList<R>): Hono<Env> {
  const { path, told } = list
  const routes = new Hono<Env>()

  routes.put(`${path}/:id/place`, can('settings'), async (c) => {
    const { to } = await given(c, moving)
    await transaction(db, (tx) => list.move(tx, idOf(c), to, viewerOf(c)))
    return end(c, told.moved)
  })

  routes.delete(`${path}/:id`, can('settings'), async (c) => {
    await transaction(db, (tx) => list.remove(tx, idOf(c), viewerOf(c)))
    return end(c, told.removed, undo('delete', `${path}/${idOf(c)}/removal`))
  })

  routes.delete(`${path}/:id/removal`, can('settings'), async (c) => {
    await transaction(db, (tx) => list.restore(tx, idOf(c), viewerOf(c)))
    return end(c, told.back)
  })

  async function end(c: Ctx, said: string, again?: Undo): Promise<Response> {
    const rule = await list.find(idOf(c))
    tell(c, words(said, { name: rule.name }), again)
    return done(c, list.present(rule), path)
  }

  return routes
}

/** Rules that a form writes, or a program, each on a page of its own. */
export interface WrittenRules<R extends { name: string }, Given extends { name: string }> {
  path: string
  /** What is said of them begins with it: `approval` for `conversations.told-approval-made`. */
  called: string
  verbs: RuleVerbs<Given>
  find(id: string): Promise<R>
  present(rule: R): unknown
  ofForm(asked: GivenForm): Given
  ofProgram(asked: GivenForm): Given
  /** Where one is written; undefined while it is being made. */
  page(c: Ctx, rule: R | undefined, again: Again): Promise<Child>
}

/** One rule: looked at, made, written anew, and what can be done with each of a list. */
export function ruleRoutes<R extends { name: string }, Given extends { name: string }>(
  db: Db,
  rules: WrittenRules<R, Given>,
): Hono<Env> {
  const { path, called, verbs, find, present } = rules
  const routes = new Hono<Env>()
  const read = (c: Ctx, asked: GivenForm) => (isProgram(c) ? rules.ofProgram(asked) : rules.ofForm(asked))

  routes.get(`${path}/new`, can('settings'), async (c) => c.html(String(await rules.page(c, undefined, blank))))

  routes.get(`${path}/:id`, can('settings'), async (c) => {
    const rule = await find(idOf(c))
    return answer(c, { json: () => present(rule), html: () => rules.page(c, rule, blank) })
  })

  routes.post(path, can('settings'), (c) =>
    orAgain(
      c,
      async (asked) => {
        const wanted = read(c, asked)
        const id = await transaction(db, (tx) => verbs.make(tx, wanted, viewerOf(c)))
        return end(c, id, 'made', wanted.name, 201)
      },
      (again) => rules.page(c, undefined, again),
    ),
  )

  routes.put(`${path}/:id`, can('settings'), (c) =>
    orAgain(
      c,
      async (asked) => {
        const wanted = read(c, asked)
        await transaction(db, (tx) => verbs.change(tx, idOf(c), wanted, viewerOf(c)))
        return end(c, idOf(c), 'changed', wanted.name)
      },
      async (again) => rules.page(c, await find(idOf(c)), again),
    ),
  )

  async function end(c: Ctx, id: string, did: 'made' | 'changed', name: string, status: 200 | 201 = 200) {
    const again = did === 'made' ? { undo: undo('delete', `${path}/${id}`) } : {}
    return answerDeed(
      c,
      present(await find(id)),
      path,
      { did: `told-${called}-${did}`, params: { name }, ...again },
      status,
    )
  }

  const said = (did: string) => `conversations.told-${called}-${did}`
  const told = { moved: said('moved'), removed: said('removed'), back: said('back') }
  const { move, remove, restore } = verbs
  return routes.route('/', ruleListRoutes(db, { path, find, present, move, remove, restore, told }))
}

export const isProgram = (c: Ctx): boolean => c.req.header('content-type')?.startsWith('application/json') ?? false

/** What a rule may name. */
export async function findRuleChoices(db: Db, connectors: Connectors) {
  const [calendars, channels, { teammates, teams }] = await Promise.all([
    findCalendars(db),
    findChannels(db),
    findAssignees(db),
  ])
  const networks = [...new Set(channels.map(({ network }) => network))]
  const named = networks.map((id) => ({ id, name: connectors.get(id)?.name ?? id }))
  return { calendars, channels, networks: named, teammates, teams }
}
