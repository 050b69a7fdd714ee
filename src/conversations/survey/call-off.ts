import type { Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { words } from '../../lib/words.ts'
import { lockConversation } from '../conversation.ts'
import { closedAt } from './plan.ts'

interface Planned {
  conversationId: string
}

/** They are not asked about this closing. Refuses (409) when they were. */
export async function callOff(tx: Tx, id: string, by: { id: string }): Promise<Planned> {
  const survey = await lockSurvey(tx, id)
  if (survey.state === 'called-off') return survey
  if (survey.state !== 'planned') throw new Refusal(409, words('survey.over'))
  await tx
    .updateTable('surveys')
    .set({ state: 'called-off', settled_by: by.id, settled_at: new Date() })
    .where('id', '=', id)
    .execute()
  await tell(tx, 'survey.called-off', id, survey, by)
  return survey
}

/** They are asked all the same, when they were to be or as soon as can be. Refuses (409) where it has been opened again. */
export async function callOn(tx: Tx, id: string, by: { id: string }): Promise<Planned> {
  const survey = await lockSurvey(tx, id)
  if (survey.state === 'planned') return survey
  if (survey.state !== 'called-off' || !survey.isClosed) throw new Refusal(409, words('survey.over'))
  await tx
    .updateTable('surveys')
    .set({ state: 'planned', settled_by: null, settled_at: null })
    .where('id', '=', id)
    .execute()
  await tell(tx, 'survey.planned', id, survey, by, { until: survey.askAt.toISOString() })
  return survey
}

/** With its conversation kept from changing. Refuses with 404. */
async function lockSurvey(tx: Tx, id: string) {
  const found = await tx.selectFrom('surveys').select('conversation_id').where('id', '=', id).executeTakeFirst()
  if (!found) throw notFound()
  await lockConversation(tx, found.conversation_id)
  const row = await tx
    .selectFrom('surveys as s')
    .leftJoin('conversation_closures as k', (join) =>
      join.onRef('k.conversation_id', '=', 's.conversation_id').on(closedAt, '=', (eb) => eb.ref('s.closed_at')),
    )
    .select(['s.state', 's.ask_at', 's.conversation_id', 'k.conversation_id as closed'])
    .where('s.id', '=', id)
    .forUpdate('s')
    .executeTakeFirstOrThrow()
  return { conversationId: row.conversation_id, state: row.state, askAt: row.ask_at, isClosed: row.closed !== null }
}

const tell = (tx: Tx, kind: string, survey: string, { conversationId }: Planned, by: { id: string }, more = {}) =>
  record(tx, kind, { conversation: { id: conversationId }, by, data: { survey, ...more } })
