import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Claims {
  sub: string
  email: string
  email_verified?: boolean
  name?: string
}

export interface IdentityProvider {
  issuer: string
  /** Who is at the provider's own sign-in page, and says yes. */
  who: Claims
  /** Spoils the next id token in one way. */
  spoil: 'nothing' | 'nonce' | 'signature' | 'audience' | 'issuer'
  /** What a browser does there: follows our redirect, and comes back with a code. */
  visit(authorizeUrl: string): Promise<string>
  close(): Promise<void>
}

export const client = { id: 'tertulia', secret: 'a secret of the operator' }

/**
 * A small OpenID provider that behaves: discovery, authorisation code with PKCE, an id token signed with RS256.
 * https://openid.net/specs/openid-connect-core-1_0.html
 */
export async function startIdentityProvider(host = '127.0.0.1'): Promise<IdentityProvider> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, URLSearchParams>()
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', provider.issuer)
    const answer = await handle(url, await bodyOf(request), request.headers.authorization)
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
    response.end(JSON.stringify(answer.body ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo

  const provider: IdentityProvider = {
    issuer: `http://${host}:${port}`,
    who: { sub: 'nobody', email: 'nobody@example.org' },
    spoil: 'nothing',
    async visit(authorizeUrl) {
      const asked = new URL(authorizeUrl).searchParams
      const code = randomUUID()
      codes.set(code, asked)
      const back = new URL(asked.get('redirect_uri') ?? '')
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '', iss: provider.issuer }).toString()
      return back.toString()
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }

  type Answer = { status: number; body?: unknown; headers?: Record<string, string> }
  async function handle(url: URL, body: URLSearchParams, authorization = ''): Promise<Answer> {
    if (url.pathname === '/.well-known/openid-configuration') return { status: 200, body: discovery(provider.issuer) }
    if (url.pathname === '/jwks')
      return {
        status: 200,
        body: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' }] },
      }
    if (url.pathname === '/authorize')
      return { status: 302, headers: { location: await provider.visit(url.toString()) } }
    if (url.pathname === '/token') return token(body, authorization)
    return { status: 404 }
  }

  function token(body: URLSearchParams, authorization: string): Answer {
    const asked = codes.get(body.get('code') ?? '')
    const basic = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString()
    const secret = body.get('client_secret') ?? decodeURIComponent(basic.split(':')[1] ?? '')
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    if (!asked || secret !== client.secret || challenge !== asked.get('code_challenge'))
      return { status: 400, body: { error: 'invalid_grant' } }
    codes.delete(body.get('code') ?? '')
    return {
      status: 200,
      body: { access_token: randomUUID(), token_type: 'Bearer', expires_in: 3600, id_token: idToken(asked) },
    }
  }

  function idToken(asked: URLSearchParams): string {
    const now = Math.floor(Date.now() / 1000)
    const { spoil } = provider
    const claims = {
      iss: spoil === 'issuer' ? 'https://evil.example' : provider.issuer,
      aud: spoil === 'audience' ? 'somebody else' : client.id,
      nonce: spoil === 'nonce' ? 'another' : asked.get('nonce'),
      iat: now,
      exp: now + 300,
      ...provider.who,
    }
    const signed = [{ alg: 'RS256', kid: '1', typ: 'JWT' }, claims].map(encode).join('.')
    const signature = createSign('RSA-SHA256').update(signed).sign(privateKey)
    if (spoil === 'signature') signature[0] = (signature[0] ?? 0) ^ 0xff
    return `${signed}.${signature.toString('base64url')}`
  }

  return provider
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const discovery = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  authorization_response_iss_parameter_supported: true,
})

async function bodyOf(request: AsyncIterable<Buffer>): Promise<URLSearchParams> {
  let text = ''
  for await (const piece of request) text += piece
  return new URLSearchParams(text)
}
