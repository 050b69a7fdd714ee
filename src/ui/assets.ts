import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Handler } from 'hono'
import { root } from '../core/root.ts'
import { clientScript } from './client-script.ts'
import { floor } from './floor.ts'
import { favicon } from './mark.tsx'

/** Something a browser keeps for a year: its address changes when it does. */
interface Asset {
  url: string
  type: string
  body: Buffer<ArrayBuffer>
  /** Made when first asked for, then kept. Fonts are compressed already. */
  packed: Map<'br' | 'gzip', Promise<Buffer<ArrayBuffer>>> | undefined
}

const packages = join(root, 'node_modules', '@fontsource-variable')
const fonts = [
  ['source-sans-3', 'latin'],
  ['source-sans-3', 'latin-ext'],
  ['fraunces', 'latin'],
  ['fraunces', 'latin-ext'],
] as const

let made: { byName: Map<string, Asset>; byUrl: Map<string, Asset> } | undefined

/** The address of one of ours by its name: `app.css`, `desk.js`, `favicon.svg`. */
export function assetUrl(name: string): string {
  const asset = assets().byName.get(name)
  if (!asset) throw new Error(`There is no asset ${name}`)
  return asset.url
}

/** Answers `/assets/*`. Mounted before everything that asks who is there. */
export const serveAssets = (): Handler => async (c) => {
  const asset = assets().byUrl.get(c.req.path)
  if (!asset) return c.notFound()
  const headers = {
    'content-type': asset.type,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  }
  if (!asset.packed) return c.body(asset.body, 200, headers)
  const coding = accepted(c.req.header('accept-encoding') ?? '')
  if (!coding) return c.body(asset.body, 200, { ...headers, vary: 'accept-encoding' })
  const body = await pack(asset, asset.packed, coding)
  return c.body(body, 200, { ...headers, vary: 'accept-encoding', 'content-encoding': coding })
}

function accepted(header: string): 'br' | 'gzip' | undefined {
  const codings = header.toLowerCase().split(/\s*,\s*/)
  return (['br', 'gzip'] as const).find((coding) => codings.some((one) => one.split(';')[0]?.trim() === coding))
}

function pack(asset: Asset, packed: NonNullable<Asset['packed']>, coding: 'br' | 'gzip'): Promise<Buffer<ArrayBuffer>> {
  const before = packed.get(coding)
  if (before) return before
  const now = coding === 'br' ? brotli(asset.body) : zip(asset.body)
  packed.set(coding, now)
  return now
}

const brotli = (body: Buffer) =>
  promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).then(owned)
const zip = (body: Buffer) => promisify(gzip)(body, { level: 9 }).then(owned)
const owned = (body: Buffer): Buffer<ArrayBuffer> => Buffer.from(body)

function assets() {
  made ??= collect()
  return made
}

function collect() {
  const byName = new Map<string, Asset>()
  const add = (name: string, type: string, body: string | Buffer) => byName.set(name, asset(name, type, body))
  for (const [family, subset] of fonts) {
    const file = join(packages, family, 'files', `${family}-${subset}-wght-normal.woff2`)
    add(`${family}-${subset}.woff2`, 'font/woff2', readFileSync(file))
  }
  add('favicon.svg', 'image/svg+xml', favicon)
  add('floor.svg', 'image/svg+xml', floor)
  add('app.css', 'text/css; charset=utf-8', styles(byName))
  for (const language of ['en', 'es'] as const)
    add(
      `emoji-${language}.txt`,
      'text/plain; charset=utf-8',
      readFileSync(join(root, 'src', 'ui', 'emoji', `${language}.txt`)),
    )
  for (const name of ['desk', 'quiet', 'passkey', 'push'] as const)
    add(`${name}.js`, 'text/javascript; charset=utf-8', clientScript(name))
  return { byName, byUrl: new Map([...byName.values()].map((asset) => [asset.url, asset])) }
}

function asset(name: string, type: string, content: string | Buffer): Asset {
  const body = owned(Buffer.from(content))
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10)
  const dot = name.lastIndexOf('.')
  return {
    url: `/assets/${name.slice(0, dot)}-${hash}${name.slice(dot)}`,
    type,
    body,
    packed: type === 'font/woff2' ? undefined : new Map(),
  }
}

/** From what everything has to what one page has. Each is a layer, so a later one wins whatever its selectors. */
const layers =
  'tokens fonts base buttons forms things notices tables charts lists saved-replies service-levels automations conversation approval promises response-tree attachments presence overlays layout panes widths bulk toasts quiet'.split(
    ' ',
  )

/** The style sheets as one, `url(asset:NAME)` turned into the asset's address. */
function styles(known: ReadonlyMap<string, Asset>): string {
  const folder = join(root, 'src', 'ui', 'styles')
  const read = (name: string) => readFileSync(join(folder, `${name}.css`), 'utf8')
  return [...layers.map((name) => `@layer ${name}{${read(name)}}`), read('last')]
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .replace(/url\(asset:([\w.-]+)\)/g, (_, name: string) => `url(${known.get(name)?.url ?? missing(name)})`)
}

function missing(name: string): never {
  throw new Error(`A style sheet asks for ${name}, which is not there`)
}
