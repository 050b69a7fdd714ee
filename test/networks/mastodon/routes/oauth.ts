import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { type Env, fieldsOf, type Instance, refuse, since, textOf } from '../door.ts'
import { secret } from '../world.ts'

interface App {
  id: string
  name: string
  website: string | null
  clientId: string
  clientSecret: string
  redirectUris: string[]
  scopes: string[]
}

interface Code {
  app: App
  personId: string
  redirectUri: string
  scopes: string[]
  challenge?: string
}

/** https://docs.joinmastodon.org/methods/apps/ and /methods/oauth/ ; PKCE and metadata since 4.3. */
export function oauthRoutes(instance: Instance): Hono<Env> {
  const app = new Hono<Env>()
  const apps = new Map<string, App>()
  const codes = new Map<string, Code>()

  app.post('/api/v1/apps', async (c) => {
    const made = register(await fieldsOf(c))
    if (!made) return refuse(c, 422, 'Validation failed: Redirect URI must be an absolute URI.')
    apps.set(made.clientId, made)
    return c.json({ ...described(made), client_id: made.clientId, client_secret: made.clientSecret })
  })
  app.get('/api/v1/apps/verify_credentials', (c) => {
    const token = c.get('token')
    if (!token) return refuse(c, 401, 'The access token is invalid')
    return c.json({ name: token.application, website: null, ...(since(instance, '4.3') && { scopes: token.scopes }) })
  })
  if (since(instance, '4.3'))
    app.get('/.well-known/oauth-authorization-server', (c) => c.json(metadata(instance.world.url)))

  app.get('/oauth/authorize', (c) => {
    const wish = wishOf(c, apps)
    return wish ? c.html(consentPage(instance, wish, c.req.query())) : c.html(unknownClient, 401)
  })
  app.post('/oauth/authorize', async (c) => {
    const fields = await fieldsOf(c)
    const wish = wishOf(c, apps, fields)
    if (!wish) return c.html(unknownClient, 401)
    const back = new URL(wish.redirectUri)
    const state = textOf(fields.state)
    if (state) back.searchParams.set('state', state)
    if (fields.decision === 'deny') {
      back.searchParams.set('error', 'access_denied')
      back.searchParams.set('error_description', 'The resource owner or authorization server denied the request.')
      return c.redirect(back.href)
    }
    const code = secret()
    codes.set(code, { ...wish, personId: instance.world.person(textOf(fields.as) ?? '').id })
    back.searchParams.set('code', code)
    return c.redirect(back.href)
  })
  app.post('/oauth/token', async (c) => grant(c, instance, { apps, codes }))
  app.post('/oauth/revoke', async (c) => {
    const fields = await fieldsOf(c)
    const client = clientOf(apps, fields)
    if (!client || !textOf(fields.token))
      return c.json(
        { error: 'unauthorized_client', error_description: 'You are not authorized to revoke this token' },
        403,
      )
    instance.tokens.delete(textOf(fields.token) ?? '')
    return c.json({})
  })
  return app
}

function register(fields: Record<string, unknown>): App | undefined {
  const redirectUris = [fields.redirect_uris].flat().flatMap((uri) => textOf(uri)?.split(/\s+/) ?? [])
  const isGood = (uri: string) => uri === 'urn:ietf:wg:oauth:2.0:oob' || URL.canParse(uri)
  if (redirectUris.length === 0 || !redirectUris.every(isGood) || !textOf(fields.client_name)) return undefined
  return {
    id: secret(),
    name: textOf(fields.client_name) ?? '',
    website: textOf(fields.website) ?? null,
    clientId: secret(),
    clientSecret: secret(),
    redirectUris,
    scopes: scopesOf(fields.scopes),
  }
}

const described = ({ id, name, website, redirectUris, scopes }: App) => ({
  id,
  name,
  website,
  scopes,
  redirect_uri: redirectUris.join('\n'),
  redirect_uris: redirectUris,
})

const scopesOf = (value: unknown): string[] => (textOf(value) ?? 'read').split(' ').filter(Boolean)

const metadata = (url: string) => ({
  issuer: `${url}/`,
  authorization_endpoint: `${url}/oauth/authorize`,
  token_endpoint: `${url}/oauth/token`,
  revocation_endpoint: `${url}/oauth/revoke`,
  app_registration_endpoint: `${url}/api/v1/apps`,
  scopes_supported: ['read', 'write', 'profile', 'follow', 'push'],
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code', 'client_credentials'],
  code_challenge_methods_supported: ['S256'],
})

function wishOf(c: Context, apps: Map<string, App>, fields: Record<string, unknown> = c.req.query()) {
  const app = apps.get(textOf(fields.client_id) ?? '')
  const redirectUri = textOf(fields.redirect_uri)
  if (!app || !redirectUri || !app.redirectUris.includes(redirectUri)) return undefined
  const scopes = scopesOf(fields.scope)
  if (!scopes.every((scope) => app.scopes.includes(scope) || app.scopes.includes(scope.split(':')[0] ?? '')))
    return undefined
  const challenge = textOf(fields.code_challenge)
  return { app, redirectUri, scopes, ...(challenge && { challenge }) }
}

async function grant(
  c: Context,
  instance: Instance,
  { apps, codes }: { apps: Map<string, App>; codes: Map<string, Code> },
): Promise<Response> {
  const fields = await fieldsOf(c)
  const client = clientOf(apps, fields)
  if (!client) return c.json({ error: 'invalid_client', error_description: 'Client authentication failed.' }, 401)
  if (fields.grant_type === 'client_credentials') return c.json(issue(instance, client, scopesOf(fields.scope)))
  const written = textOf(fields.code) ?? ''
  const code = codes.get(written)
  codes.delete(written)
  const proved = !code?.challenge || code.challenge === challengeOf(textOf(fields.code_verifier) ?? '')
  if (!code || code.app !== client || code.redirectUri !== fields.redirect_uri || !proved)
    return c.json({ error: 'invalid_grant', error_description: 'The provided authorization grant is invalid.' }, 400)
  return c.json(issue(instance, client, code.scopes, code.personId))
}

function issue({ tokens, world }: Instance, app: App, scopes: string[], personId?: string) {
  const value = secret()
  tokens.set(value, { value, scopes, application: app.name, ...(personId && { personId }) })
  return {
    access_token: value,
    token_type: 'Bearer',
    scope: scopes.join(' '),
    created_at: Math.floor(world.now().getTime() / 1000),
  }
}

const clientOf = (apps: Map<string, App>, fields: Record<string, unknown>): App | undefined => {
  const app = apps.get(textOf(fields.client_id) ?? '')
  return app?.clientSecret === fields.client_secret ? app : undefined
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

const unknownClient = '<!doctype html><title>Error</title><p>Client authentication failed due to unknown client.</p>'

/** The page a person sees. Signing in is left out: whoever reads it says who they are. */
function consentPage({ world }: Instance, wish: Pick<Code, 'app' | 'scopes'>, query: Record<string, string>): string {
  const locals = [...world.people.values()].filter((person) => !person.domain)
  const fields = Object.entries(query).map(
    ([name, value]) => `<input type="hidden" name="${attribute(name)}" value="${attribute(value)}">`,
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Authorization required</title></head><body>
<h1>Authorization required</h1><p><strong>${attribute(wish.app.name)}</strong> asks for: ${attribute(wish.scopes.join(', '))}</p>
<form method="post" action="/oauth/authorize">${fields.join('')}
<label>Sign in as <select name="as">${locals.map((one) => `<option>${one.username}</option>`).join('')}</select></label>
<button name="decision" value="authorize">Authorize</button> <button name="decision" value="deny">Deny</button>
</form></body></html>`
}

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
