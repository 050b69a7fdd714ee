import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { Core } from '../core/core.ts'
import { transaction } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import type { NewPasskeyAnswer } from './passkey-answers.ts'
import { challengeIn, keepChallenge, useChallenge } from './passkey-challenge.ts'
import type { RelyingParty } from './relying-party.ts'

// EdDSA, ES256, RS256: what devices have. https://www.iana.org/assignments/cose/cose.xhtml#algorithms
const supportedAlgorithmIDs = [-8, -7, -257]

type Me = { id: string }
type Session = { id: string }

/**
 * What to ask of somebody's device for a new passkey: one it finds by itself, and uses only after it has seen a fingerprint,
 * a face or a PIN.
 */
export async function askForNewPasskey(core: Core, party: RelyingParty, me: Me, session: Session) {
  const { email, name } = await core.db
    .selectFrom('users')
    .select(['email', 'name'])
    .where('id', '=', me.id)
    .executeTakeFirstOrThrow()
  const options = await generateRegistrationOptions({
    rpName: 'Tertulia',
    rpID: party.name,
    userID: new TextEncoder().encode(me.id),
    userName: email,
    userDisplayName: name,
    attestationType: 'none',
    supportedAlgorithmIDs,
    excludeCredentials: await known(core, me, party),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(core, options.challenge, whoseNew(session))
  return options
}

/** Keeps a passkey that somebody's device has made. Throws a Refusal; nothing is kept then. */
export async function addPasskey(
  core: Core,
  party: RelyingParty,
  me: Me,
  session: Session,
  given: { name: string; answer: NewPasskeyAnswer },
): Promise<{ id: string }> {
  const { credential } = await verify(core, party, session, given.answer)
  const id = newId()
  await transaction(core.db, async (tx) => {
    const added = await tx
      .insertInto('passkeys')
      .values({
        id,
        user_id: me.id,
        name: given.name,
        host: party.name,
        credential_id: credential.id,
        public_key: Buffer.from(credential.publicKey),
        counter: credential.counter,
        transports: given.answer.response.transports,
        made_at: core.clock.now(),
      })
      .onConflict((conflict) => conflict.column('credential_id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) throw new Refusal(409, words('access.passkey-known'))
    await record(tx, 'passkey.added', { by: me, data: { passkey: id } })
  })
  return { id }
}

async function verify(core: Core, party: RelyingParty, session: Session, answer: NewPasskeyAnswer) {
  const challenge = challengeIn(answer.response.clientDataJSON)
  if (!challenge || !(await useChallenge(core, challenge, whoseNew(session)))) throw tooLate()
  const checked = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.name,
    requireUserVerification: true,
    supportedAlgorithmIDs,
  }).catch((error: unknown) => {
    core.log.info({ part: 'sign-in', err: error }, 'a new passkey was refused')
    return undefined
  })
  if (!checked?.verified) throw new Refusal(422, words('access.passkey-not-added'))
  return checked.registrationInfo
}

/** A device that has one already is not asked for another. */
const known = (core: Core, me: Me, party: RelyingParty) =>
  core.db
    .selectFrom('passkeys')
    .select(['credential_id as id', 'transports'])
    .where('user_id', '=', me.id)
    .where('host', '=', party.name)
    .execute()

const whoseNew = (session: Session): string => `new ${session.id}`
const tooLate = () => new Refusal(422, words('access.passkey-too-late'))
