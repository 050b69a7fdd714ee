import { join } from 'node:path'
import { sql } from 'kysely'
import { dictionaries } from '../../app.ts'
import { findChannels } from '../../channels/index.ts'
import { allConnectors } from '../../connectors/all.ts'
import { createCipher } from '../../core/cipher.ts'
import { loadLanguages } from '../../core/i18n/languages.ts'
import { createTranslator } from '../../core/i18n/translator.ts'
import { readKey } from '../../core/key.ts'
import { root } from '../../core/root.ts'
import type { Words } from '../../lib/words.ts'
import { MailFailure, tryMail } from '../../notifications/index.ts'
import { type Finding, good, note, wrong } from './finding.ts'
import type { Opened } from './opened.ts'

const say = (words: Words): string =>
  createTranslator(dictionaries(allConnectors), { languages: loadLanguages(join(root, 'languages')) })
    .for('en')
    .words(words)

/** Whether the mail server lets us in; no letter is sent. */
export async function checkMail({ db, config }: Opened): Promise<Finding[]> {
  const cipher = createCipher(await readKey(config))
  try {
    const host = await tryMail({ db, config, cipher })
    return [
      host === undefined
        ? note('No mail server is set: links are shown to be copied.')
        : good(`${host} takes our letters.`),
    ]
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error
    return [wrong(`${say(error.words)} See Settings → Mail, or SMTP_URL.`)]
  }
}

/** What went wrong last at each window. */
export async function checkChannels({ db }: Opened): Promise<Finding[]> {
  const channels = await findChannels(db)
  if (channels.length === 0) return [note('No window is connected yet.')]
  return channels.map(({ name, network, failure, failingSince, pausedAt }) => {
    const called = `${name} (${network})`
    if (pausedAt) return note(`${called} is paused.`)
    if (!failure) return good(`${called} is heard.`)
    return wrong(`${called} fails since ${failingSince?.toISOString() ?? 'a moment ago'}: ${say(failure.words)}`)
  })
}

/** Jobs that nobody will try again, and jobs that nobody takes although somebody runs. */
export async function checkJobs({ db, config }: Opened): Promise<Finding[]> {
  const jobs = sql.table(`${config.databaseSchema ? `${config.databaseSchema}_worker` : 'graphile_worker'}.jobs`)
  const { rows: lost } = await sql<{ task: string; count: number; error: string | null }>`
    select task_identifier as task, count(*) as count, max(last_error) as error from ${jobs}
    where attempts >= max_attempts group by 1 order by 1`.execute(db)
  const { rows: late } = await sql<{ count: number }>`
    select count(*) as count from ${jobs}
    where attempts < max_attempts and locked_at is null and run_at < now() - interval '10 minutes'
      and exists (select from processes where role in ('all', 'worker') and beat_at > now() - interval '15 seconds')`.execute(
    db,
  )
  const findings = lost.map(({ task, count, error }) =>
    wrong(
      `${count} of the jobs “${task}” failed for the last time: ${firstLine(error)}. Look into the log of that time.`,
    ),
  )
  const waiting = late[0]?.count ?? 0
  if (waiting > 0)
    findings.push(
      wrong(`${waiting} jobs wait for more than ten minutes. Is the machine too busy? Another worker helps.`),
    )
  return findings.length > 0 ? findings : [good('No job is stuck.')]
}

const firstLine = (text: string | null): string => (text ?? 'no reason was kept').split('\n')[0]?.slice(0, 200) ?? ''
