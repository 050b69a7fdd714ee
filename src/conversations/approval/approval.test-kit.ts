import { someConversation } from '../../../test/talk.ts'
import { newId } from '../../lib/ids.ts'
import { deliveriesOf } from '../deliveries.ts'
import { reply } from '../reply.ts'
import type { World } from '../world.test-kit.ts'
import { approvalRuleGiven, type GivenApprovalRule } from './rule.ts'
import { approvalRules } from './save-rule.ts'
import { setTrainees } from './trainees.ts'

export const text = 'Hola, Lucas: mañana llega tu café.'

/** What the tests of approval share: rules, who is learning, and answers that wait. */
export const approvalKit = (world: World) => {
  const { db, cast, connectors, tx } = world
  const rule = (more: Partial<GivenApprovalRule> = {}) =>
    tx((it) =>
      approvalRules.make(it, approvalRuleGiven.parse({ name: 'Learning', trainees: true, ...more }), cast.olga),
    )
  return {
    rule,
    /** Every rule of a test before is gone. */
    noRules: () => db.updateTable('approval_rules').set({ removed_at: new Date() }).execute(),
    learning: (...who: { id: string }[]) =>
      tx((it) =>
        setTrainees(
          it,
          who.map(({ id }) => id),
          cast.olga,
        ),
      ),
    /** An answer of Marta's in a conversation of its own. */
    async asked(more: Partial<Parameters<typeof reply>[3]> = {}) {
      const talk = await someConversation(db)
      const replyId = newId()
      await tx((it) => reply(it, connectors, talk.id, { id: replyId, text, ...more }, cast.marta))
      return { ...talk, replyId }
    },
    statesOf: async (replyId: string) => (await deliveriesOf(db, replyId)).map(({ state }) => state),
    waits: async (replyId: string) =>
      (await deliveriesOf(db, replyId)).every(({ state }) => state === 'awaiting-approval'),
  }
}
