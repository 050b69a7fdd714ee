import { createServer, type IncomingMessage } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import { commentRoutes } from './fake-comments.ts'
import { postRoutes } from './fake-posts.ts'
import { can, type FakeSite, freshSite, type Refusal, refuse, type User } from './fake-site.ts'

/** What is about to be answered; a test may spoil it. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

export interface FakeWordPress {
  url: string
  users: { name: string; applicationPassword: string; id: number; role: string }[]
  site: FakeSite
  /** Every request to the API, as `GET wp/v2/comments`. */
  asked: string[]
  /** Changes what is answered from now on; undefined stops it. */
  misbehave(how: ((request: { route: string; url: URL }, answer: Answer) => Answer) | undefined): void
  stop(): Promise<void>
}

/**
 * The part of WordPress's REST API that the connector uses, in memory. It answers, refuses and counts as WordPress 6.1
 * was seen to; the tests of hearing and moderating run against both, and must not tell them apart.
 */
export async function startFakeWordPress(): Promise<FakeWordPress> {
  const site = freshSite()
  const asked: string[] = []
  let spoil: Parameters<FakeWordPress['misbehave']>[0]
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', site.url)
    const route = routeOf(url)
    if (route !== undefined) asked.push(`${request.method} ${route}`)
    const plain = route === undefined ? page(site) : await answerApi(site, request, url, route)
    const answer = spoil ? spoil({ route: route ?? '', url }, plain) : plain
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  site.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    url: site.url,
    users: site.users.map(({ name, password, id, role }) => ({ name, applicationPassword: password, id, role })),
    site,
    asked,
    misbehave: (how) => {
      spoil = how
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** `/wp-json/wp/v2/posts` and `/?rest_route=/wp/v2/posts` both are `wp/v2/posts`. */
function routeOf(url: URL): string | undefined {
  const asked = url.searchParams.get('rest_route') ?? /^\/wp-json(\/.*|$)/.exec(url.pathname)?.[1]
  return asked?.replace(/^\/|\/$/g, '')
}

const page = ({ url }: FakeSite): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=UTF-8', link: `<${url}/wp-json/>; rel="https://api.w.org/"` },
  body: `<!doctype html><link rel="https://api.w.org/" href="${url}/wp-json/"><title>La prueba</title>`,
})

const json = (status: number, data: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
  body: JSON.stringify(data),
})

async function answerApi(site: FakeSite, request: IncomingMessage, url: URL, route: string): Promise<Answer> {
  const user = userOf(site, request)
  const text = await textOf(request)
  const asked = {
    site,
    user,
    query: url.searchParams,
    body: text === '' ? {} : JSON.parse(text),
    id: Number(/\/(\d+)$/.exec(route)?.[1]),
  }
  const handler = { ...own, ...postRoutes, ...commentRoutes }[`${request.method} ${route.replace(/\d+$/, 'ID')}`]
  try {
    if (!handler) throw refuse(404, 'rest_no_route', 'No route was found matching the URL and request method.')
    const { status = 200, data, total } = handler(asked)
    return json(
      status,
      only(data, url.searchParams.get('_fields')),
      total === undefined ? {} : { 'x-wp-total': `${total}` },
    )
  } catch (error) {
    const { status, code, message }: Refusal = Object(error)
    if (code === undefined) throw error
    return json(status, { code, message, data: { status } })
  }
}

/** A wrong password is no error: WordPress 6.1 takes such a visitor for anybody. */
function userOf(site: FakeSite, request: IncomingMessage): User | undefined {
  const basic = Buffer.from(/^Basic (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '', 'base64').toString()
  return site.users.find(({ name, password }) => basic === `${name}:${password}`)
}

export interface Asked {
  site: FakeSite
  user: User | undefined
  query: URLSearchParams
  body: Record<string, string | number>
  id: number
}
export type Handler = (asked: Asked) => { status?: number; data: unknown; total?: number }

const own: Record<string, Handler> = {
  'GET ': ({ site: { url } }) => ({
    data: {
      ...{ name: 'La &#8220;prueba&#8221;', url, home: url, namespaces: ['oembed/1.0', 'wp/v2'] },
      authentication: { 'application-passwords': { endpoints: { authorization: `${url}/wp-admin/` } } },
    },
  }),
  'GET wp/v2/users/me': ({ user }) => {
    if (!user) throw refuse(401, 'rest_not_logged_in', 'You are not currently logged in.')
    const { id, name, role, capabilities } = user
    return {
      data: { id, name: name.replace(/^./, (first) => first.toUpperCase()), slug: name, roles: [role], capabilities },
    }
  },
  'GET wp/v2/users': ({ site, user, query }) => {
    if (!can(user, 'list_users'))
      throw refuse(403, 'rest_user_cannot_view', 'Sorry, you are not allowed to list users.')
    const roles = query.get('roles')?.split(',')
    return { data: site.users.filter(({ role }) => roles?.includes(role)) }
  },
}

/** `_fields`, as far as whole fields go; links and embedded things come as they are. */
function only(data: unknown, fields: string | null): unknown {
  if (fields === null) return data
  if (Array.isArray(data)) return data.map((one) => only(one, fields))
  const wanted = [...fields.split(',').map((field) => field.split('.')[0]), '_embedded']
  return Object.fromEntries(Object.entries(Object(data)).filter(([name]) => wanted.includes(name)))
}
