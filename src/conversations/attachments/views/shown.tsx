import { isPicture, isShown } from '../../../core/files/sniff.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Icon } from '../../../ui/icons.tsx'
import type { Attachment } from '../attachment.ts'

/** What goes with a reply that is on its way, or stands with a note. */
export const Attached = ({ t, attachments }: { t: T; attachments: readonly Attachment[] }) =>
  attachments.length === 0 ? null : (
    <ul class="remark__media" aria-label={t('conversations.attached-to')}>
      {attachments.map((one) => (
        <li>
          {isPicture(one.mime) ? (
            <img
              src={one.file}
              alt={one.alt || t('conversations.media-image')}
              {...(one.size ?? {})}
              loading="lazy"
              decoding="async"
            />
          ) : (
            <a href={one.file} {...(isShown(one.mime) ? {} : { download: one.name })}>
              <Icon name="paperclip" size="small" /> {one.name} ({t.bytes(one.bytes)})
            </a>
          )}
        </li>
      ))}
    </ul>
  )

export const attachedId = (conversationId: string): string => `attached-${conversationId}`

/** Says which state the attachments are in now: a page that shows another one asks for them. */
export const AttachedNow = ({ version }: { version: string }) => <t-attached data-version={version} hidden />
