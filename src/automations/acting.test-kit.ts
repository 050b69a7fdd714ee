import { sql } from 'kysely'
import { said, someConversation } from '../../test/talk.ts'
import { findConversation } from '../conversations/index.ts'
import { createWorld, type World } from '../conversations/world.test-kit.ts'
import { subscribe } from '../core/events.ts'
import { automationGiven } from './automation.ts'
import { automationSubscribers } from './await.ts'
import { deedKinds } from './deed.ts'
import { ownDeeds } from './own-deeds.ts'
import { runDues } from './run-dues.ts'
import { makeAutomation } from './save-automation.ts'

export const kinds = deedKinds(ownDeeds)

/** Desk and automations without anything else, and what their tests do again and again. */
export async function createActing() {
  const world: World = await createWorld()
  const { db } = world
  subscribe({ inTx: new Map(), later: new Map(), ...automationSubscribers })
  const read = () => sql`delete from readings_due`.execute(db)
  return {
    world,
    /** Everything said is understood. */
    read,
    run: (now = new Date()) => runDues(db, kinds, now),
    /** Nothing of the tests before acts any more, and nobody of theirs waits: a moment that was to come would come now. */
    async forget() {
      await sql`delete from automations`.execute(db)
      await sql`delete from automation_dues`.execute(db)
      await sql`update conversations set waiting_since = null, answered_at = null`.execute(db)
    },
    /** One that is switched on. */
    async on(given: object): Promise<string> {
      const id = await world.tx((tx) =>
        makeAutomation(tx, automationGiven.parse({ name: 'A', ...given }), world.cast.nico),
      )
      await sql`update automations set on_since = now() - interval '1 minute' where id = ${id}`.execute(db)
      return id
    },
    /** Somebody has just begun one, and it is understood. */
    async talk(text = 'Hola', more: object = {}) {
      const made = await someConversation(db, said('1', { body: { text }, saidAt: new Date(), ...more }))
      await read()
      return made
    },
    tagsOf: async (id: string) => (await findConversation(db, id)).tags,
  }
}
