import { findOrganisation } from '../../access/index.ts'
import type { Core } from '../../core/core.ts'
import { isDatabaseLost, type Tx, transaction } from '../../core/database.ts'
import { addJob } from '../../core/jobs.ts'
import { untilDone } from '../../lib/until-done.ts'
import type { Device } from './device.ts'
import { findPushKey } from './keys.ts'
import type { What } from './message.ts'
import { type Posted, type PushMessage, post, type Sender } from './post.ts'

/** As whom push services know us. */
export type Known = Omit<Sender, 'now'>

export async function findKnown(core: Core): Promise<Known | undefined> {
  const key = await findPushKey(core)
  if (!key) return undefined
  const address = (await findOrganisation(core))?.publicUrl ?? ''
  return { key, contact: address.startsWith('https:') ? address : 'mailto:nobody@localhost' }
}

/** What is said once more if it cannot be given now, and how often that was so. */
export interface Again {
  what: What
  tries: number
}

/** Gives a message to one device, and notes what became of it. Without `again` it is not tried once more. */
export async function give(
  core: Core,
  known: Known,
  device: Device,
  message: PushMessage,
  again?: Again,
): Promise<Posted> {
  const now = core.clock.now()
  const isResting = device.restsUntil !== null && device.restsUntil > now
  const posted: Posted =
    isResting && device.restsUntil
      ? { to: 'later', at: device.restsUntil }
      : await post(device, message, { ...known, now })
  if (posted.to === 'failed') core.log.warn({ device: device.id }, 'a push service did not take a message')
  await settle(core, device, message, posted, again)
  return posted
}

/** A database that is away is waited for. Throws what stays wrong, but not where it was told: nobody is to try that again. */
async function settle(core: Core, device: Device, message: PushMessage, posted: Posted, again?: Again): Promise<void> {
  const note = () => transaction(core.db, (tx) => noteDown(tx, device, message, posted, core.clock.now(), again))
  try {
    await untilDone(note, AbortSignal.timeout(patienceMs), isDatabaseLost)
  } catch (err) {
    if (posted.to === 'later') throw err
    core.log.warn({ err, device: device.id }, 'what became of a message to a device could not be noted')
  }
}

const patienceMs = 30_000
const mostTries = 5

async function noteDown(
  tx: Tx,
  { id }: Device,
  { tag }: PushMessage,
  posted: Posted,
  at: Date,
  again?: Again,
): Promise<void> {
  if (posted.to === 'gone') await tx.deleteFrom('push_devices').where('id', '=', id).execute()
  if (posted.to === 'told')
    await tx.updateTable('push_devices').set({ told_at: at, rests_until: null }).where('id', '=', id).execute()
  if (posted.to !== 'later') return
  await tx.updateTable('push_devices').set({ rests_until: posted.at }).where('id', '=', id).execute()
  if (!again || again.tries >= mostTries) return
  // Of two about the same, the later one is said.
  const payload = { device: id, what: again.what, tries: again.tries + 1 }
  await addJob(tx, 'notifications.push-again', payload, { key: `push:${id}:${tag}`, runAt: posted.at })
}
