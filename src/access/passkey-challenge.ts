import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Core } from '../core/core.ts'
import { newId } from '../lib/ids.ts'

const validMs = 10 * 60_000

/** Keeps a question asked of somebody's device. `whose` binds it to the session or the browser it was asked in. */
export async function keepChallenge({ db, clock }: Core, challenge: string, whose: string): Promise<void> {
  const expires_at = new Date(clock.now().getTime() + validMs)
  await db
    .insertInto('verifications')
    .values({ id: newId(), identifier: identifierOf(challenge, whose), value: 'passkey', expires_at })
    .execute()
}

/** Uses a question up, whatever becomes of the answer. False when it was never asked there, is used, or too old. */
export async function useChallenge({ db, clock }: Core, challenge: string, whose: string): Promise<boolean> {
  const used = await db
    .deleteFrom('verifications')
    .where('identifier', '=', identifierOf(challenge, whose))
    .returning('expires_at')
    .executeTakeFirst()
  return used !== undefined && used.expires_at > clock.now()
}

const identifierOf = (challenge: string, whose: string): string =>
  `passkey ${createHash('sha256').update(`${whose} ${challenge}`).digest('base64url')}`

const clientData = z.object({ challenge: z.string().min(1).max(500) })

/** Which question an answer says it is for; the signature is still to be checked. */
export function challengeIn(clientDataJSON: string): string | undefined {
  try {
    return clientData.parse(JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString())).challenge
  } catch {
    return undefined
  }
}
