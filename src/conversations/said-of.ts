import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import type { Said } from '../reading/index.ts'

/** What a reader is given of a message. */
export function saidOf(
  message: { subject: string | null; text: string; language: string | null },
  usual?: Said['usual'],
): Said {
  const { subject, text, language } = message
  return {
    text: subject ? `${subject}\n\n${text}` : text,
    ...(language ? { language } : {}),
    ...(usual ? { usual } : {}),
  }
}

const keptMs = 10 * 60_000
const kept = new WeakMap<Db, Map<string, { until: number; usual: Promise<Said['usual']> }>>()

/**
 * How often each language was said there of late, or is to be expected while little was: the organisation's own, and
 * English. Two words alone tell little. Asked anew every ten minutes.
 */
export function usualAt(db: Db, channelId: string): Promise<Said['usual']> {
  const here = kept.get(db) ?? new Map()
  kept.set(db, here)
  const known = here.get(channelId)
  if (known && known.until > Date.now()) return known.usual
  const usual = readUsual(db, channelId)
  here.set(channelId, { until: Date.now() + keptMs, usual })
  return usual
}

/** What is expected of a window before anything is heard there counts as much as so many conversations. */
const expected = { ofOurs: 16, ofEnglish: 4 }

async function readUsual(db: Db, channelId: string): Promise<Said['usual']> {
  const { rows } = await sql<{ language: string; many: number }>`
    select language, sum(many)::int as many from (
      select language, count(*) as many from (
        select language from conversations where channel_id = ${channelId} and state = 'open' and language is not null
        order by last_at desc, id desc limit 300) as lately group by 1
      union all select language, ${expected.ofOurs} from organisation
      union all select 'en', ${expected.ofEnglish}) as expected group by 1`.execute(db)
  const all = rows.reduce((sum, { many }) => sum + many, 0)
  return Object.fromEntries(rows.map(({ language, many }) => [language, many / all]))
}
