import { sql } from 'kysely'
import { type Tx, transaction } from '../../core/database.ts'
import { whoHasQuiet } from '../quiet.ts'
import { owe, putOff, takeDue } from '../summaries.ts'
import { urgentAmong } from '../urgent.ts'
import { type Device, findDevices } from './device.ts'
import { type Again, findKnown, give, type Known } from './give.ts'
import { type Pushing, type What, writeMessage } from './message.ts'
import type { Posted, PushMessage } from './post.ts'

export type Pushed = 'told' | 'needless' | 'waits'

/**
 * Tells somebody of a line of their bell on their devices, once. While they want quiet it waits for that to end. That it is
 * told is written down before it is, and with it is written what is said: what fails before leaves all as it was.
 */
export async function pushNotification(pushing: Pushing, id: string): Promise<Pushed> {
  const { db, clock } = pushing.core
  const telling = await transaction(db, async (tx) => {
    const [line] = await markPushed(tx, sql`id = ${id}`)
    if (!line) return 'needless'
    const quiet = (await whoHasQuiet(tx, [line.user_id], clock.now())).get(line.user_id)
    if (!quiet || (await urgentAmong(tx, [id], quiet)).length > 0)
      return prepare(tx, pushing, line.user_id, { notification: id })
    await tx.updateTable('notifications').set({ pushed_at: null }).where('id', '=', id).execute()
    await owe(tx, [{ userId: line.user_id, what: 'push', dueAt: quiet.until, held: true }])
    return 'waits'
  })
  return typeof telling === 'string' ? telling : tell(pushing, telling)
}

/** What waited for quiet to end, in one message that says how many they are. */
export async function pushSummary(pushing: Pushing, userId: string): Promise<Pushed> {
  const { db, clock } = pushing.core
  const now = clock.now()
  try {
    const telling = await transaction(db, (tx) => takeSummary(tx, pushing, userId, now))
    return typeof telling === 'string' ? telling : await tell(pushing, telling)
  } catch (error) {
    await transaction(db, (tx) => putOff(tx, userId, ['push'], now))
    throw error
  }
}

async function takeSummary(tx: Tx, pushing: Pushing, userId: string, now: Date): Promise<Telling | Pushed> {
  const due = await takeDue(tx, userId, ['push'], now)
  if (due.length === 0) return 'needless'
  const quiet = (await whoHasQuiet(tx, [userId], now)).get(userId)
  if (quiet) {
    await owe(tx, [{ userId, what: 'push', dueAt: quiet.until, held: true }])
    return 'waits'
  }
  const count = (await markPushed(tx, sql`user_id = ${userId}`)).length
  return count === 0 ? 'needless' : prepare(tx, pushing, userId, { count })
}

/** What is to be told on devices and is not read: from now on it is told. */
async function markPushed(tx: Tx, which: ReturnType<typeof sql>): Promise<{ user_id: string }[]> {
  const { rows } = await sql<{ user_id: string }>`
    update notifications set pushed_at = now()
    where push and read_at is null and pushed_at is null and ${which} returning user_id`.execute(tx)
  return rows
}

/** All that telling needs, so that nothing of it has to be asked once it counts as told. */
interface Telling {
  what: What
  devices: Device[]
  message: PushMessage
  known: Known
}

async function prepare(tx: Tx, pushing: Pushing, userId: string, what: What): Promise<Telling | 'needless'> {
  const core = { ...pushing.core, db: tx }
  const devices = await findDevices(tx, userId)
  const message = devices.length > 0 ? await writeMessage({ ...pushing, core }, userId, what) : undefined
  const known = message && (await findKnown(core))
  return message && known ? { what, devices, message, known } : 'needless'
}

/** One device that cannot be told keeps none of the others from it. */
async function tell({ core }: Pushing, { what, devices, message, known }: Telling): Promise<'told'> {
  for (const device of devices)
    await give(core, known, device, message, { what, tries: 0 }).catch((err: unknown) =>
      core.log.warn({ err, device: device.id }, 'a device could not be told'),
    )
  return 'told'
}

/** Says to one device that it works, as they asked. It is not tried again. */
export async function pushTrial(pushing: Pushing, device: Device): Promise<Posted | undefined> {
  const message = await writeMessage(pushing, device.userId, { trial: true })
  const known = await findKnown(pushing.core)
  return message && known && give(pushing.core, known, device, message)
}

/** Tries once more what could not be given to a device before. */
export async function pushAgain(pushing: Pushing, deviceId: string, again: Again): Promise<void> {
  const { db } = pushing.core
  const row = await db.selectFrom('push_devices').select('user_id').where('id', '=', deviceId).executeTakeFirst()
  if (!row) return
  const device = (await findDevices(db, row.user_id)).find(({ id }) => id === deviceId)
  const message = await writeMessage(pushing, row.user_id, again.what)
  const known = await findKnown(pushing.core)
  if (device && message && known) await give(pushing.core, known, device, message, again)
}
