import { findOrganisation, type Mailer } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import type { T, Translator } from '../core/i18n/translator.ts'
import type { Letter } from './letter.ts'
import { findLinesOf, type Notification } from './notification.ts'
import { sentence } from './sentence.ts'

/** A letter as it is handed over. */
export type WrittenLetter = Parameters<Mailer['send']>[0]

/** What a letter says, by conversation, in the words of whom it is for. Undefined when they left the team meanwhile. */
export async function writeLetter(
  core: Pick<Core, 'db' | 'config'>,
  translator: Translator,
  { id, userId }: Letter,
): Promise<WrittenLetter | undefined> {
  const to = await core.db
    .selectFrom('users')
    .select(['email', 'name', 'language', 'time_zone'])
    .where('id', '=', userId)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
  const lines = await findLinesOf(core.db, id)
  if (!to || lines.length === 0) return undefined
  const t = translator.for(to.language, to.time_zone)
  const address = (await findOrganisation(core))?.publicUrl ?? ''
  const letter = { t, name: to.name, address, groups: grouped(t, lines, address) }
  return { to: to.email, subject: subjectOf(t, lines), text: plain(letter), html: rich(letter) }
}

interface Group {
  /** Where it leads. */
  link: string
  said: string[]
}

/** What is of one conversation stands together, under one link. */
function grouped(t: T, lines: readonly Notification[], address: string): Group[] {
  const together = Map.groupBy(lines, ({ href }) => href.split('#')[0] ?? href)
  return [...together].map(([href, of]) => ({
    link: `${address}${of.length === 1 ? (of[0]?.href ?? href) : href}`,
    said: of.map((line) => t.words(sentence(line))),
  }))
}

function subjectOf(t: T, lines: readonly Notification[]): string {
  const [first] = lines
  if (lines.length === 1 && first) return t.words(sentence(first))
  return t('notifications.letter-subject', { count: lines.length })
}

interface Written {
  t: T
  name: string
  address: string
  groups: readonly Group[]
}

function plain({ t, name, address, groups }: Written): string {
  const said = groups.map((group) => [...group.said, group.link].join('\n')).join('\n\n')
  return t('notifications.letter', { name, said, settings: `${address}${settingsPath}` })
}

const settingsPath = '/notifications/settings'

const rich = ({ t, name, address, groups }: Written): string =>
  `<!doctype html>${String(
    <html lang={t.language}>
      <body>
        <p>{t('notifications.letter-hello', { name })}</p>
        {groups.map(({ link, said }) => (
          <>
            <ul>
              {said.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
            <p>
              <a href={link}>{t('notifications.letter-open')}</a>
            </p>
          </>
        ))}
        <p>
          <small>
            {t('notifications.letter-why')} <a href={`${address}${settingsPath}`}>{t('notifications.choices')}</a>
          </small>
        </p>
      </body>
    </html>,
  )}`
