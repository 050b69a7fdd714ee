import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a site answers at one address. */
export interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: string | Uint8Array
}
type Page = string | Uint8Array | Answer | ((request: IncomingMessage) => Answer | string)

/** A web site made of whatever a test puts at its addresses; it counts who asks and honours ETags. */
export interface Site {
  url: string
  pages: Record<string, Page>
  asked: { path: string; headers: IncomingMessage['headers'] }[]
  close(): Promise<void>
}

export async function openSite(pages: Record<string, Page> = {}): Promise<Site> {
  const server = http.createServer((request, response) => answer(site, request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const site: Site = {
    url: `http://127.0.0.1:${port}`,
    pages,
    asked: [],
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  }
  return site
}

function answer(site: Site, request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/'
  site.asked.push({ path, headers: request.headers })
  const page = site.pages[path]
  const given = typeof page === 'function' ? page(request) : page
  const {
    status = 200,
    headers = {},
    body = '',
  }: Answer = given === undefined
    ? { status: 404, body: 'Nothing here' }
    : typeof given === 'string' || given instanceof Uint8Array
      ? { body: given }
      : given
  const type = String(body).trimStart().startsWith('<html') ? 'text/html' : 'application/xml'
  const sent: Record<string, string> = { 'content-type': type, ...headers }
  const same = sent.etag !== undefined && request.headers['if-none-match'] === sent.etag
  response.writeHead(same ? 304 : status, sent).end(same ? undefined : body)
}

/** One item of a feed that a test writes. */
export interface Post {
  guid?: string
  link?: string
  title?: string
  text?: string
  date?: Date | string
  author?: string
  more?: string
}

export const rss = (posts: Post[], channel = '<title>Café de Lucas</title>'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>${channel}${posts.map(item).join('\n')}</channel></rss>`

const item = ({ guid, link, title, text, date, author, more = '' }: Post): string =>
  `<item>${element('guid', guid)}${element('link', link)}${element('title', title)}${element('description', text)}${element(
    'pubDate',
    date instanceof Date ? date.toUTCString() : date,
  )}${element('dc:creator', author)}${more}</item>`

const element = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${name}>`
