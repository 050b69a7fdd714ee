import { findOrganisation, type Mailer } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { Refusal } from '../core/errors.ts'
import type { Translator } from '../core/i18n/translator.ts'
import { findChoices, wantsLetter } from './choices.ts'
import { findNotification, type Notification } from './notification.ts'
import { sentence } from './sentence.ts'

/**
 * Writes to somebody about a line of their bell, unless they have read it meanwhile, no longer want to be written to, or
 * letters cannot leave. Throws when the server refuses, so that the job is tried again.
 */
export async function mailNotification(
  core: Core,
  mailer: Mailer,
  translator: Translator,
  id: string,
): Promise<'sent' | 'needless' | 'off'> {
  const line = await found(core, id)
  const to = line && !line.readAt && !line.mailedAt ? await recipient(core, line) : undefined
  if (!line || !to) return 'needless'
  if (!(await mailer.isOn())) return 'off'
  const t = translator.for(to.language, to.time_zone)
  const organisation = await findOrganisation(core)
  const said = t.words(sentence(line))
  await mailer.send({
    to: to.email,
    subject: said,
    text: t('notifications.letter', {
      name: to.name,
      said,
      link: `${organisation?.publicUrl ?? ''}${line.href}`,
      settings: `${organisation?.publicUrl ?? ''}/notifications/settings`,
    }),
  })
  await core.db.updateTable('notifications').set({ mailed_at: core.clock.now() }).where('id', '=', id).execute()
  return 'sent'
}

const found = (core: Core, id: string) =>
  findNotification(core.db, id).catch((error: unknown) => {
    // Cleared away meanwhile.
    if (error instanceof Refusal) return undefined
    throw error
  })

async function recipient({ db }: Core, { kind, userId }: Notification) {
  const choices = await findChoices(db, userId)
  if (!wantsLetter(choices, kind)) return undefined
  return db
    .selectFrom('users')
    .select(['email', 'name', 'language', 'time_zone'])
    .where('id', '=', userId)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
}
