import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import type { T } from '../../core/i18n/translator.ts'
import type { Words } from '../../lib/words.ts'
import type { RefusedLine } from './advance.ts'

const pageLength = 1_000

/** Refused lines in their order, page by page. */
export async function findRefusals(db: Db, importId: string, after = -1, limit = pageLength): Promise<RefusedLine[]> {
  return db
    .selectFrom('import_refusals')
    .select(['line', 'reason', 'raw'])
    .where('import_id', '=', importId)
    .where('line', '>', after)
    .orderBy('line')
    .limit(limit)
    .execute()
}

/** The refused lines as a CSV file: the line's number, the reason in words, and the line as it stands. */
export async function* refusalsCsv(db: Db, importId: string, t: T): AsyncGenerator<string> {
  // The mark tells spreadsheets that it is UTF-8.
  yield `\ufeff${[t('import.column-line'), t('import.column-reason'), t('import.column-raw')].map(cell).join(',')}\r\n`
  let after = -1
  for (;;) {
    const page = await findRefusals(db, importId, after)
    const last = page.at(-1)
    if (!last) return
    yield page.map(({ line, reason, raw }) => `${line},${cell(t.words(reason))},${cell(raw)}\r\n`).join('')
    after = last.line
  }
}

// A spreadsheet would run a cell that begins with these as a formula. https://owasp.org/www-community/attacks/CSV_Injection
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/** The reasons, the most frequent first. */
export async function countReasons(
  db: Db,
  importId: string,
): Promise<{ reason: Words; count: number; line: number }[]> {
  const { rows } = await sql<{ reason: Words; count: number; line: number }>`
    select (array_agg(reason order by line))[1] as reason, count(*)::int as count, min(line) as line
    from import_refusals where import_id = ${importId} group by reason->>'key' order by count desc limit 20`.execute(db)
  return rows
}
