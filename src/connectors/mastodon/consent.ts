import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Consent, Context } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { addressOf, ask, read, settingsOf } from './api.ts'

/**
 * What we do and no more: read who we are, what is said to us and what we say; answer. `profile` would be less than
 * `read:accounts`, but is known only since 4.3. https://docs.joinmastodon.org/api/oauth-scopes/
 */
const scope = 'read:accounts read:statuses read:notifications write:statuses write:media write:favourites'

const app = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) })
const metadata = z.object({ code_challenge_methods_supported: z.array(z.string()).catch([]) })
const token = z.object({ access_token: z.string().min(1) })
const kept = z.object({ clientId: z.string(), clientSecret: z.string(), verifier: z.string().optional() })

/** https://docs.joinmastodon.org/client/authorized/ : an application of our own at each instance, then OAuth. */
export const consent: Consent = {
  async begin(context, { redirectUri, state }) {
    const { instance } = settingsOf(context)
    const { client_id: clientId, client_secret: clientSecret } = read(
      app,
      await ask(context, '/api/v1/apps', {
        method: 'POST',
        anonymous: true,
        body: { client_name: 'Tertulia', redirect_uris: redirectUri, scopes: scope, website: originOf(redirectUri) },
      }),
    )
    const verifier = (await provesCodes(context)) ? randomBytes(48).toString('base64url') : undefined
    const query = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope,
      state,
      ...(verifier && { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' }),
    }
    return {
      url: addressOf(instance, '/oauth/authorize', query),
      keep: { clientId, clientSecret, ...(verifier && { verifier }) },
    }
  },

  async complete(context, keep, { redirectUri, params }) {
    if (params.error === 'access_denied') throw new ConnectorFailure('reconnect', words('mastodon.denied'))
    if (!params.code) {
      const detail = (params.error_description ?? params.error ?? '').slice(0, 200)
      throw new ConnectorFailure('reconnect', words('mastodon.no-code', { detail: detail || '–' }))
    }
    const { clientId, clientSecret, verifier } = kept.parse(keep)
    const answer = await ask(context, '/oauth/token', {
      method: 'POST',
      anonymous: true,
      body: {
        grant_type: 'authorization_code',
        code: params.code,
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uri: redirectUri,
        scope,
        ...(verifier && { code_verifier: verifier }),
      },
      accept: [400, 401],
    })
    if (answer.status !== 200) throw new ConnectorFailure('reconnect', words('mastodon.code-refused'))
    return { ...settingsOf(context), token: read(token, answer).access_token }
  },
}

/** PKCE, since 4.3; older instances would ignore it. https://docs.joinmastodon.org/spec/oauth/ */
async function provesCodes(context: Context): Promise<boolean> {
  const answer = await ask(context, '/.well-known/oauth-authorization-server', {
    anonymous: true,
    accept: [400, 401, 403, 404, 405, 406, 410],
  })
  if (answer.status !== 200) return false
  const known = metadata.safeParse(answer.json()).data
  return known?.code_challenge_methods_supported.includes('S256') ?? false
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')
const originOf = (address: string): string => new URL(address).origin
