import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../access/index.ts'
import { findChannels } from '../channels/index.ts'
import type { Connectors } from '../connectors/index.ts'
import { type Db, type Tx, transaction } from '../core/database.ts'
import { type Ctx, done, type Env } from '../core/web.ts'
import { words } from '../lib/words.ts'
import { undo } from './answered.ts'
import { findAssignees } from './assignees.ts'
import { tell, type Undo } from './flash.ts'
import { given, idOf } from './given.ts'
import { findCalendars } from './working-time/find-calendars.ts'

interface By {
  id: string
}

/** A list of rules in their order, as its page has it. */
export interface RuleList<R extends { name: string }> {
  path: string
  /** One of them, also one that was removed. */
  find(id: string): Promise<R>
  present(rule: R): unknown
  move(tx: Tx, id: string, to: 'up' | 'down', by: By): Promise<void>
  remove(tx: Tx, id: string, by: By): Promise<void>
  restore(tx: Tx, id: string, by: By): Promise<void>
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
