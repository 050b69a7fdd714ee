import { Parser } from 'htmlparser2'
import { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Context, HttpAnswer } from '../connector.ts'
import { asFailure, ConnectorFailure } from '../failure.ts'
import { addressOf } from './client.ts'
import { refusalIn } from './errors.ts'
import { readJson } from './json.ts'
import { plain } from './plain.ts'

const rel = 'https://api.w.org/'

const index = z.object({
  name: z.string().catch(''),
  home: z.string().optional().catch(undefined),
  url: z.string().optional().catch(undefined),
  namespaces: z.array(z.unknown()).refine((names) => names.includes('wp/v2')),
  authentication: z.record(z.string(), z.unknown()).catch({}),
})

export interface Site {
  /** The root of its REST API. */
  api: string
  /** Its home page, with a slash at the end: the part of ids that names the site. */
  home: string
  name: string
  /** Whether it takes application passwords at all. */
  takesPasswords: boolean
}

/**
 * Finds a site's REST API from the address of any of its pages:
 * https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/
 */
export async function discover(context: Context, address: string): Promise<Site> {
  const pages = addressesOf(address)
  let trouble: ConnectorFailure | undefined
  for (const page of pages) {
    const read = await attempt(() => context.http.request(page, { maxBytes: 5_000_000, accept: [401, 403, 404, 503] }))
    if (read instanceof ConnectorFailure) trouble ??= read
    else return await siteFrom(context, address, read)
  }
  throw trouble ?? nothingThere(address)
}

/** What was typed, with https tried first when it does not say. */
function addressesOf(address: string): string[] {
  const typed = address.trim()
  const pages = /^https?:\/\//i.test(typed) ? [typed] : [`https://${typed}`, `http://${typed}`]
  if (!pages.every((page) => URL.canParse(page))) throw nothingThere(address)
  return pages
}

async function siteFrom(context: Context, address: string, page: HttpAnswer): Promise<Site> {
  let closed: ConnectorFailure | undefined
  for (const root of rootsFrom(page)) {
    const answer = await attempt(() =>
      context.http.request(root, { headers: { accept: 'application/json' }, accept: [401, 403, 404] }),
    )
    if (answer instanceof ConnectorFailure) closed ??= answer.kind === 'gone' ? undefined : answer
    else if (answer.status < 400) {
      const site = siteIn(answer, root, page)
      if (site) return site
    } else if (refusalIn(readJson(answer.text())).code !== '')
      closed ??= new ConnectorFailure('reconnect', words('wordpress.api-off', { host: new URL(root).host }))
  }
  throw closed ?? nothingThere(address)
}

function siteIn(answer: HttpAnswer, root: string, page: HttpAnswer): Site | undefined {
  const said = index.safeParse(readJson(answer.text()))
  if (!said.success) return undefined
  const { name, home, url, authentication } = said.data
  const named = [home, url, new URL('.', page.url).href].find((one) => one !== undefined && URL.canParse(one)) ?? root
  return {
    // A redirect to the name with www, or to https, is followed once, here: what carries a password must not be.
    api: sameKind(answer.url, root) ? answer.url : root,
    home: named.replace(/[?#].*$/, '').replace(/\/*$/, '/'),
    name: plain(name) || new URL(named).host,
    takesPasswords: 'application-passwords' in authentication,
  }
}

const sameKind = (one: string, other: string): boolean =>
  new URL(one).searchParams.has('rest_route') === new URL(other).searchParams.has('rest_route')

/** Where the API may be, the likeliest first: what the page says, then the usual places in its folder and above it. */
function rootsFrom(page: HttpAnswer): string[] {
  const said = [...fromHeader(page.headers.get('link') ?? ''), ...fromMarkup(page.text())]
  const roots = said.flatMap((href) => (URL.canParse(href, page.url) ? [new URL(href, page.url)] : []))
  const usual = foldersOf(page.url).flatMap((folder) => [
    new URL('wp-json/', folder),
    addressOf(`${folder}?rest_route=/`, '', {}),
  ])
  return [...new Set([...roots, ...usual].filter(isWeb).map((root) => neverWeaker(root, page.url).href))]
}

const isWeb = (url: URL): boolean => url.protocol === 'http:' || url.protocol === 'https:'

/** A site behind a proxy may think that it is not https; a password is not sent in the clear because of that. */
function neverWeaker(root: URL, page: string): URL {
  if (page.startsWith('https:')) root.protocol = 'https:'
  return root
}

function foldersOf(address: string): string[] {
  const site = address.replace(/\/wp-(?:admin|login|json).*$/, '/').replace(/[?#].*$/, '')
  const folders = [new URL('.', site).href, new URL('..', site).href, new URL('/', site).href]
  return [...new Set(folders)]
}

const fromHeader = (link: string): string[] =>
  [...link.matchAll(/<([^>]*)>([^<]*)/g)]
    .filter(([, , params = '']) => params.includes(`rel="${rel}"`) || params.includes(`rel=${rel}`))
    .map(([, href = '']) => href)

function fromMarkup(markup: string): string[] {
  const found: string[] = []
  const parser = new Parser({
    onopentag: (name, { rel: said, href }) => {
      if (name === 'link' && said === rel && href !== undefined) found.push(href)
    },
  })
  parser.write(markup.slice(0, 1_000_000))
  parser.end()
  return found
}

async function attempt<T>(tried: () => Promise<T>): Promise<T | ConnectorFailure> {
  try {
    return await tried()
  } catch (error) {
    return asFailure(error)
  }
}

const nothingThere = (address: string): ConnectorFailure =>
  new ConnectorFailure('invalid', words('wordpress.not-found', { address: address.slice(0, 200) }))
