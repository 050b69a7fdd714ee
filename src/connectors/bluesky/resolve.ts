import { z } from 'zod'
import type { Context } from '../connector.ts'
import { isHandle } from './handle.ts'
import { defaultService, identifierOf, type Settings } from './settings.ts'
import { Did } from './uri.ts'
import { call } from './xrpc.ts'

const directory = 'https://plc.directory'

/**
 * Where to sign in. A person who names a PDS knows; else the handle leads to the account, and the account to its PDS
 * (https://atproto.com/specs/handle, https://atproto.com/specs/did). When that way is barred, Bluesky's own door.
 */
export async function homeOf(context: Context, settings: Settings): Promise<string> {
  if (settings.service !== defaultService) return settings.service
  try {
    const did = await didOfHandle(context, settings)
    return (did && pdsIn(await documentOf(context, did), did)) || settings.service
  } catch {
    return settings.service
  }
}

async function didOfHandle(context: Context, settings: Settings): Promise<string | undefined> {
  const identifier = identifierOf(settings)
  if (identifier.startsWith('did:')) return identifier
  return isHandle(identifier) ? await resolveHandle(context, settings.service, identifier) : undefined
}

/** https://docs.bsky.app/docs/api/com-atproto-identity-resolve-handle; undefined when nobody has it. */
export async function resolveHandle(context: Context, service: string, handle: string): Promise<string | undefined> {
  const nsid = 'com.atproto.identity.resolveHandle'
  const answer = await call(context, { service, nsid, params: { handle } }, z.object({ did: Did }))
  return answer.ok ? answer.value.did : undefined
}

async function documentOf(context: Context, did: string): Promise<unknown> {
  const [, method, ...rest] = did.split(':')
  const host = rest.join(':')
  const url = method === 'web' ? `https://${decodeURIComponent(host)}/.well-known/did.json` : `${directory}/${did}`
  return (await context.http.request(url, { maxBytes: 100_000, timeoutMs: 10_000 })).json()
}

const Document = z.object({
  id: z.string(),
  service: z.array(z.object({ id: z.string(), serviceEndpoint: z.unknown() }).optional().catch(undefined)),
})
const Endpoint = z.url({ protocol: /^https?$/ })

/** The PDS that an account's own document names. */
export function pdsIn(document: unknown, did: string): string | undefined {
  const parsed = Document.safeParse(document)
  if (!parsed.success || parsed.data.id !== did) return undefined
  const service = parsed.data.service.find((one) => one?.id === '#atproto_pds' || one?.id === `${did}#atproto_pds`)
  return Endpoint.safeParse(service?.serviceEndpoint).data
}
