import { z } from 'zod'
import { note, removeNote } from '../../conversations/index.ts'
import { record } from '../../core/events.ts'
import { deedKind } from '../deed.ts'

/** A note to the team. */
export const noting = deedKind({
  name: 'note',
  icon: 'sticky-note',
  takes: 'text',
  ability: 'close',
  given: z.object({ do: z.literal('note'), text: z.string().trim().min(1).max(2000) }),
  did: z.object({ note: z.string() }),
  apply: async (tx, id, { text }, { by }) => ({ note: await note(tx, id, text, by) }),
  async undo(tx, _, done, { by }) {
    if (!by) return false
    const row = await tx.selectFrom('notes').select('removed_at').where('id', '=', done.note).executeTakeFirst()
    if (!row || row.removed_at) return false
    await removeNote(tx, done.note, by)
    return true
  },
})

const toWhom = /^(holder|managers|(user|team):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The bell of whoever has it, of those who lead, of one of us or of a team. Nobody can be untold. */
export const telling = deedKind({
  name: 'tell',
  icon: 'bell',
  takes: 'whom',
  ability: 'close',
  given: z.object({ do: z.literal('tell'), to: z.string().regex(toWhom) }),
  did: z.object({ to: z.string() }),
  async apply(tx, id, { to }, { by }) {
    const holder = await tx
      .selectFrom('conversation_assignments')
      .select(['user_id', 'team_id'])
      .where('conversation_id', '=', id)
      .executeTakeFirst()
    const held = holder?.user_id ? `user:${holder.user_id}` : holder?.team_id ? `team:${holder.team_id}` : 'managers'
    const meant = to === 'holder' ? held : to
    const [kind, whose] = meant.split(':')
    const ids = (of: string) => (kind === of && whose ? [whose] : [])
    const data = { users: ids('user'), teams: ids('team'), managers: meant === 'managers' }
    await record(tx, 'conversation.told', { conversation: { id }, by, data })
    return { to: meant }
  },
})
