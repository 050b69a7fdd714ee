import { said, someConversation } from '../../../test/talk.ts'
import { tag } from '../tag.ts'
import type { World } from '../world.test-kit.ts'
import { type GivenLevel, levelGiven } from './level.ts'
import { serviceLevels } from './save-level.ts'

export const rule = (more: Partial<GivenLevel>): GivenLevel =>
  levelGiven.parse({ name: 'Rule', first_answer: 240, next_answer: 120, resolution: 1440, ...more })

export const conditions = (given: object) => levelGiven.shape.conditions.parse(given)

/** A rule that holds for one tag only, so that no test meets another's. */
export async function tagged(world: World, name: string, more: Partial<GivenLevel> = {}): Promise<string> {
  const given = rule({ name, conditions: conditions({ tags: [name] }), ...more })
  return world.tx((tx) => serviceLevels.make(tx, given, world.cast.nico))
}

/** Somebody asked something, and it has that tag. */
export async function asked(world: World, name: string, at: Date) {
  const it = await someConversation(world.db, said('1', { saidAt: at }))
  await world.tx((tx) => tag(tx, it.id, name, world.cast.marta))
  return it
}
