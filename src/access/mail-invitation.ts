import type { T } from '../core/i18n/translator.ts'
import type { Access } from './access.ts'

/** Sends the link where letters can leave. A letter that cannot be sent is no failure: the link is shown too. */
export async function mailInvitation(
  { core, mailer, organisation }: Access,
  t: T,
  letter: { to: string; link: string; by: { name: string } },
): Promise<'sent' | 'failed' | 'off'> {
  if (!mailer || !(await mailer.isOn())) return 'off'
  const name = (await organisation())?.name ?? 'Tertulia'
  const subject = t('access.invitation-subject', { organisation: name })
  const text = t('access.invitation-letter', { name: letter.by.name, organisation: name, link: letter.link })
  try {
    await mailer.send({ to: letter.to, subject, text })
    return 'sent'
  } catch (err) {
    core.log.warn({ err }, 'an invitation could not be mailed')
    return 'failed'
  }
}
