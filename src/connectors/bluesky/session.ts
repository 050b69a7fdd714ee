import { createHash } from 'node:crypto'
import { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Context } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { failureOf, failureOfSignIn } from './refusals.ts'
import { homeOf, pdsIn } from './resolve.ts'
import { identifierOf, type Settings, settingsOf } from './settings.ts'
import { Did } from './uri.ts'
import { type Answered, call, type Params } from './xrpc.ts'

/** Our account's place on the network: calls made as us, the session renewed when it must be. */
export interface Pds {
  did: string
  /** Its address. */
  url: string
  query<T>(nsid: string, params: Params, schema: z.ZodType<T>): Promise<T>
  procedure<T>(nsid: string, body: unknown, schema: z.ZodType<T>): Promise<T>
  /** A call whose refusal is an answer, too. */
  attempt<T>(
    nsid: string,
    input: { params: Params } | { body: unknown; type?: string },
    schema: z.ZodType<T>,
  ): Promise<Answered<T>>
}

interface Session {
  did: string
  pds: string
  accessJwt: string
  refreshJwt: string
}

/** Uses the session we kept. Only without one does it sign in, which the network allows 30 times in five minutes. */
export async function openPds(context: Context): Promise<Pds> {
  let session = keptSession(context) ?? (await signIn(context))
  const attempt: Pds['attempt'] = async (nsid, input, schema) => {
    const once = () => call(context, { service: session.pds, nsid, ...input, token: session.accessJwt }, schema)
    const first = await once()
    if (first.ok || !sessionErrors.has(first.refusal.name)) return first
    session = (await refresh(context, session)) ?? (await signIn(context))
    return await once()
  }
  const insist: <T>(answered: Promise<Answered<T>>) => Promise<T> = async (answered) => {
    const answer = await answered
    if (answer.ok) return answer.value
    throw failureOf(answer.refusal, context.now())
  }
  return {
    did: session.did,
    url: session.pds,
    attempt,
    query: (nsid, params, schema) => insist(attempt(nsid, { params }, schema)),
    procedure: (nsid, body, schema) => insist(attempt(nsid, { body }, schema)),
  }
}

const sessionErrors = new Set(['ExpiredToken', 'InvalidToken', 'AuthMissing'])

/** What was renewed while this context lives, for contexts whose settings stay as they were given. */
const renewed = new WeakMap<Context, Session>()

function keptSession(context: Context): Session | undefined {
  const settings = settingsOf(context)
  const { sessionFor, did, pds, accessJwt, refreshJwt } = settings
  const known = renewed.get(context)
  if (known) return known
  if (!did || !pds || !accessJwt || !refreshJwt || sessionFor !== signatureOf(settings)) return undefined
  return { did, pds, accessJwt, refreshJwt }
}

/** Changes when the person fills in another account, place or password: what was kept is then not theirs. */
const signatureOf = (settings: Settings): string =>
  createHash('sha256')
    .update(JSON.stringify([settings.service, identifierOf(settings), settings.appPassword]))
    .digest('base64url')
    .slice(0, 22)

const Created = z.object({
  did: Did,
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
  didDoc: z.unknown().optional(),
  active: z.boolean().optional(),
  status: z.string().optional(),
})

/** https://docs.bsky.app/docs/api/com-atproto-server-create-session */
async function signIn(context: Context): Promise<Session> {
  const settings = settingsOf(context)
  const service = await homeOf(context, settings)
  const body = { identifier: identifierOf(settings), password: settings.appPassword }
  const answer = await call(context, { service, nsid: 'com.atproto.server.createSession', body }, Created)
  if (!answer.ok) throw failureOfSignIn(answer.refusal, context.now())
  return await keep(context, sessionOf(answer.value, service))
}

/** https://docs.bsky.app/docs/api/com-atproto-server-refresh-session; undefined when it cannot be renewed any more. */
async function refresh(context: Context, session: Session): Promise<Session | undefined> {
  const request = { service: session.pds, nsid: 'com.atproto.server.refreshSession', body: undefined }
  const answer = await call(context, { ...request, token: session.refreshJwt }, Created)
  if (answer.ok) return await keep(context, sessionOf(answer.value, session.pds))
  const { status, name } = answer.refusal
  if (sessionErrors.has(name) || status === 401) return undefined
  throw failureOf(answer.refusal, context.now())
}

function sessionOf(created: z.output<typeof Created>, service: string): Session {
  const { did, accessJwt, refreshJwt, didDoc, active, status } = created
  if (active === false)
    throw new ConnectorFailure(
      'reconnect',
      words(status === 'deactivated' ? 'bluesky.account-deactivated' : 'bluesky.account-takedown'),
    )
  return { did, pds: pdsIn(didDoc, did) ?? service, accessJwt, refreshJwt }
}

async function keep(context: Context, session: Session): Promise<Session> {
  renewed.set(context, session)
  await context.keepSettings({ ...session, sessionFor: signatureOf(settingsOf(context)) })
  return session
}
