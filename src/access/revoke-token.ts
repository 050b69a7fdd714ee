import type { Clock } from '../core/clock.ts'
import type { Tx } from '../core/database.ts'
import { forbidden, Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import type { Viewer } from '../core/web.ts'
import { words } from '../lib/words.ts'

/** A token stops working at the next request. Each person revokes their own; owners revoke anybody's. */
export async function revokeToken(tx: Tx, clock: Clock, id: string, by: Viewer): Promise<void> {
  const token = await tx
    .selectFrom('api_tokens')
    .select(['user_id', 'revoked_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!token) throw new Refusal(404, words('access.token-gone'))
  if (token.user_id !== by.id && by.role !== 'owner') throw forbidden()
  if (token.revoked_at) return
  await tx.updateTable('api_tokens').set({ revoked_at: clock.now(), revoked_by: by.id }).where('id', '=', id).execute()
  await record(tx, 'token.revoked', { by, data: { token: id } })
}
