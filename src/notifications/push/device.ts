import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import { isRecipient } from './encrypt.ts'
import type { PushAddress } from './post.ts'

/** A browser in which somebody is told. */
export interface Device extends PushAddress {
  id: string
  userId: string
  name: string
  /** It is the one that asks. */
  isThis: boolean
  addedAt: Date
  toldAt: Date | null
  restsUntil: Date | null
}

const most = 20

/** Somebody's browsers, in the order in which they were added. */
export async function findDevices(db: Db | Tx, userId: string, sessionId?: string): Promise<Device[]> {
  const rows = await db
    .selectFrom('push_devices')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('added_at')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    name: row.name,
    endpoint: row.endpoint,
    p256dh: row.p256dh,
    auth: row.auth,
    isThis: row.session_id === sessionId,
    addedAt: row.added_at,
    toldAt: row.told_at,
    restsUntil: row.rests_until,
  }))
}

export interface NewDevice extends PushAddress {
  userId: string
  sessionId: string
  name: string
}

/**
 * From now on they are told in this browser too. The same browser again, or another address of it, takes the place of what was
 * known of it, whoever was signed in there before. Refuses (422) an address to which nothing could be told.
 */
export async function addDevice(tx: Tx, device: NewDevice, mayBePlain: boolean): Promise<void> {
  const { userId, sessionId, endpoint, p256dh, auth, name } = device
  if (!isAddress(endpoint, mayBePlain) || !isRecipient(device))
    throw new Refusal(422, words('notifications.push-address-wrong'))
  await sql`select from users where id = ${userId} for no key update`.execute(tx)
  await tx
    .deleteFrom('push_devices')
    .where((eb) => eb.or([eb('session_id', '=', sessionId), eb('endpoint', '=', endpoint)]))
    .execute()
  if ((await findDevices(tx, userId)).length >= most) throw new Refusal(409, words('notifications.push-too-many'))
  await tx
    .insertInto('push_devices')
    .values({ id: newId(), user_id: userId, session_id: sessionId, endpoint, p256dh, auth, name: name.slice(0, 100) })
    .execute()
  await record(tx, 'push.added', { by: { id: userId } })
}

function isAddress(endpoint: string, mayBePlain: boolean): boolean {
  if (endpoint.length > 1_000 || !URL.canParse(endpoint)) return false
  const { protocol, username, password } = new URL(endpoint)
  return (protocol === 'https:' || (mayBePlain && protocol === 'http:')) && username === '' && password === ''
}

/** They are told there no more. Throws 404 for anybody else's. */
export async function removeDevice(tx: Tx, userId: string, id: string): Promise<void> {
  const gone = await tx
    .deleteFrom('push_devices')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .returning('id')
    .executeTakeFirst()
  if (!gone) throw notFound()
  await record(tx, 'push.removed', { by: { id: userId } })
}
