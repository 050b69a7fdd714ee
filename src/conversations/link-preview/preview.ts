import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { countTry } from '../../access/index.ts'
import type { Http } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import type { Db } from '../../core/database.ts'
import { type Brought, bringFile } from '../../core/files/bring.ts'
import { clean } from '../../core/files/clean/clean.ts'
import { keepFile } from '../../core/files/keep.ts'
import { fileUrl } from '../../core/files/routes.ts'
import { sniff } from '../../core/files/sniff.ts'
import { type PageSays, readPage } from './read-page.ts'

/** What a link leads to, as its page said within the hour. */
export interface Preview {
  url: string
  title: string
  description: string
  picture: Buffer | null
  /** At our own address. */
  file: string | null
}

export type OpenHttp = (signal: AbortSignal) => Http

export const hashOf = (url: string): Buffer => createHash('sha256').update(url).digest()

const freshMs = 3_600_000
const longestMs = 8_000
const mostBytes = 3_000_000
/** What no network would take is not worth fetching. */
const mostPicture = 1_000_000

/**
 * Asks a page what it says of itself, unless it was asked within the hour. By the guarded client: private addresses are
 * refused, redirects, size and time bounded; so often by each of us. Undefined when it says nothing, or does not answer.
 */
export async function previewOf(
  core: Core,
  open: OpenHttp,
  url: string,
  by: { id: string },
): Promise<Preview | undefined> {
  const known = await findPreview(core.db, url, new Date(core.clock.now().getTime() - freshMs))
  if (known !== undefined) return known ?? undefined
  await countTry(core, 'link-preview-by', by.id)
  const asked = asking.get(url) ?? ask(core, open, url).finally(() => asking.delete(url))
  asking.set(url, asked)
  await asked
  return (await findPreview(core.db, url, new Date(0))) ?? undefined
}

/** Two who write of the same page ask once. */
const asking = new Map<string, Promise<void>>()

/** Null: it was asked and says nothing; undefined: it was not asked since then. */
export async function findPreview(db: Db, url: string, since: Date): Promise<Preview | null | undefined> {
  const row = await db
    .selectFrom('link_previews')
    .select(['url', 'title', 'description', 'picture'])
    .where('url_sha256', '=', hashOf(url))
    .where('fetched_at', '>', since)
    .executeTakeFirst()
  if (!row) return undefined
  const { title, picture, ...more } = row
  return title === null ? null : { ...more, title, picture, file: picture && fileUrl(picture) }
}

async function ask(core: Core, open: OpenHttp, url: string): Promise<void> {
  const http = open(AbortSignal.timeout(longestMs))
  const says = await pageAt(http, url)
  const picture = says?.picture ? await pictureAt(core, http, says.picture) : undefined
  await core.db.transaction().execute(async (tx) => {
    if (picture) await keepFile(tx, picture)
    const row = {
      url_sha256: hashOf(url),
      url,
      title: says?.title ?? null,
      description: says?.description ?? '',
      picture: picture?.sha256 ?? null,
      fetched_at: core.clock.now(),
    }
    await tx
      .insertInto('link_previews')
      .values(row)
      .onConflict((conflict) => conflict.column('url_sha256').doUpdateSet(row))
      .execute()
  })
}

/** Whatever is wrong with a stranger's page, nobody's answer waits for it. */
async function pageAt(http: Http, url: string): Promise<PageSays | undefined> {
  try {
    const headers = { accept: 'text/html,application/xhtml+xml' }
    const answer = await http.request(url, { headers, maxBytes: mostBytes, timeoutMs: longestMs })
    const type = answer.headers.get('content-type') ?? ''
    return /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(type) ? readPage(answer.text(), answer.url) : undefined
  } catch {
    return undefined
  }
}

async function pictureAt(core: Core, http: Http, url: string): Promise<Brought | undefined> {
  try {
    const { body } = await http.request(url, { maxBytes: mostPicture, timeoutMs: longestMs })
    const cleaned = clean(body, await sniff(body))
    return cleaned && (await bringFile(core, cleaned.bytes, { maxBytes: mostPicture }))
  } catch {
    return undefined
  }
}

/** What was asked longer than a day ago is forgotten; and of very many the oldest. */
export async function tidyPreviews(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('link_previews')
    .where('fetched_at', '<', new Date(now.getTime() - 86_400_000))
    .execute()
  await sql`delete from link_previews where url_sha256 in (
    select url_sha256 from link_previews order by fetched_at desc offset 10000)`.execute(db)
}
