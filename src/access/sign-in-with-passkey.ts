import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Core } from '../core/core.ts'
import { Refusal } from '../core/errors.ts'
import type { Env } from '../core/web.ts'
import { words } from '../lib/words.ts'
import type { Access } from './access.ts'
import { clientAddress } from './client-address.ts'
import { forwardCookies, signInHeaders } from './cookies.ts'
import { partyHere } from './passkey.ts'
import type { UsedPasskeyAnswer } from './passkey-answers.ts'
import { challengeIn, keepChallenge, useChallenge } from './passkey-challenge.ts'
import { countTry } from './rate-limit.ts'
import type { RelyingParty } from './relying-party.ts'
import { newSecret } from './secrets.ts'
import { noteSignIn, refuse } from './sign-in.ts'

type Ctx = Context<Env>

/** What to ask of the device of whoever stands at the door; nobody is named, the device knows whom it has passkeys of. */
export async function askForPasskey(c: Ctx, { core }: Access) {
  const party = partyHere(c.var.publicUrl)
  await countTry(core, 'passkey-asked-from', clientAddress(c, core.config))
  const options = await generateAuthenticationOptions({ rpID: party.name, userVerification: 'required' })
  const door = doorOf(c, party) ?? newSecret()
  setCookie(c, doorCookie, door, {
    ...(isSecure(party) ? { prefix: 'host', secure: true } : {}),
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: 3600,
  })
  await keepChallenge(core, options.challenge, whoseAtDoor(door))
  return options
}

/** Signs in with a passkey, which stands for password and second step. Throws a Refusal. */
export async function signInWithPasskey(c: Ctx, access: Access, answer: UsedPasskeyAnswer): Promise<void> {
  const { core } = access
  const party = partyHere(c.var.publicUrl)
  await countTry(core, 'passkey-from', clientAddress(c, core.config))
  const challenge = challengeIn(answer.response.clientDataJSON)
  const door = doorOf(c, party)
  if (!challenge || !door || !(await useChallenge(core, challenge, whoseAtDoor(door))))
    throw new Refusal(401, words('access.passkey-too-late'))
  const userId = await usePasskey(core, party, answer, challenge)
  const auth = await access.auth(c.var.publicUrl)
  const asked = { body: { userId }, headers: signInHeaders(c, access), returnHeaders: true } as const
  const { headers } = await auth.api.signInProven(asked).catch(refuse)
  forwardCookies(c, headers)
  await noteSignIn(access, userId)
}

/** Whose passkey it is, once the answer has been checked and counted. */
async function usePasskey(core: Core, party: RelyingParty, answer: UsedPasskeyAnswer, challenge: string) {
  const key = await core.db
    .selectFrom('passkeys')
    .selectAll()
    .where('credential_id', '=', answer.id)
    .where('host', '=', party.name)
    .executeTakeFirst()
  if (!key) throw new Refusal(401, words('access.passkey-unknown'))
  const counter = Number(key.counter)
  const asked = { expectedChallenge: challenge, expectedOrigin: party.origin, expectedRPID: party.name }
  const checked = await verifyAuthenticationResponse({
    response: answer,
    ...asked,
    requireUserVerification: true,
    credential: {
      id: key.credential_id,
      publicKey: new Uint8Array(key.public_key),
      counter,
      transports: key.transports,
    },
  }).catch((error: unknown) => {
    // Also a counter that went back, which is how a copied device gives itself away.
    core.log.warn({ part: 'sign-in', passkey: key.id, err: error }, 'a passkey was refused')
    return undefined
  })
  if (!checked?.verified || !(await count(core, key.id, counter, checked.authenticationInfo.newCounter)))
    throw new Refusal(401, words('access.passkey-refused'))
  return key.user_id
}

/** False when the same passkey was used elsewhere meanwhile: then its counter says nothing any more. */
async function count({ db, clock }: Core, id: string, before: number, counter: number): Promise<boolean> {
  const counted = await db
    .updateTable('passkeys')
    .set({ counter, last_used_at: clock.now() })
    .where('id', '=', id)
    .where('counter', '=', before)
    .returning('id')
    .executeTakeFirst()
  return counted !== undefined
}

const doorCookie = 'tertulia.door'
const isSecure = (party: RelyingParty): boolean => party.origin.startsWith('https:')
const doorOf = (c: Ctx, party: RelyingParty): string | undefined =>
  isSecure(party) ? getCookie(c, doorCookie, 'host') : getCookie(c, doorCookie)
const whoseAtDoor = (door: string): string => `door ${door}`
