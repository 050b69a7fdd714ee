import { isPicture } from '../../../core/files/sniff.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Icon } from '../../../ui/icons.tsx'
import type { Deciding } from '../find-deciding.ts'

/** What leaves with an answer, to be read: who sees a picture does not see what is said of it to those who do not. */
export const GoesWith = ({ t, deciding }: { t: T; deciding: Deciding }) => {
  const { attachments, card } = deciding
  if (attachments.length === 0 && !card) return null
  return (
    <section class="goes-with" aria-label={t('conversations.attached-to')}>
      <ul class="plain-list">
        {attachments.map(({ name, alt, mime, file }) => (
          <li>
            <a href={file}>
              <Icon name="paperclip" size="small" /> {name}
            </a>
            {isPicture(mime) && alt === '' && <span class="soft"> · {t('conversations.approval-no-alt')}</span>}
            {alt !== '' && (
              <blockquote class="meanwhile__said" dir="auto">
                {alt}
              </blockquote>
            )}
          </li>
        ))}
        {card && (
          <li>
            <Icon name="link" size="small" /> {new URL(card.url).host} · {t('conversations.approval-card')}
            <blockquote class="meanwhile__said" dir="auto">
              {[card.title, card.description].filter((said) => said !== '').join(' · ')}
            </blockquote>
          </li>
        )}
      </ul>
    </section>
  )
}
