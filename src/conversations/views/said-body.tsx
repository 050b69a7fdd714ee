import { raw } from 'hono/html'
import type { T } from '../../core/i18n/translator.ts'
import { Time } from '../../ui/components/time.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { Media, Message } from '../message.ts'
import type { Answered } from '../timeline.ts'
import { Away, LinkedText } from './linked-text.tsx'
import { type NetworkName, withoutNames } from './where.tsx'

/** What it answers, when that stands further up. */
export const Quoted = ({ t, answers }: { t: T; answers: Answered }) => (
  <p class="remark__quoted">
    <Icon name="reply" size="small" />
    <a href={`#message-${answers.id}`}>
      {t('conversations.answers', { name: answers.name, text: withoutNames(answers.excerpt) })}
    </a>
  </p>
)

export const Gone = ({ t, at, network }: { t: T; at: Date; network: NetworkName }) => (
  <p class="soft">
    <Icon name="trash-2" size="small" /> {t('conversations.deleted-there', { network: network.name })} ·{' '}
    <Time t={t} at={at} />
  </p>
)

export const Body = ({ t, message }: { t: T; message: Message }) => (
  <>
    {message.subject && <p class="remark__subject">{message.subject}</p>}
    {message.html ? (
      <div dir="auto" {...(message.language ? { lang: message.language } : {})}>
        {/* Sanitised by intake, once: the one kind of markup that is stored. */}
        {raw(message.html)}
      </div>
    ) : (
      <span dir="auto" {...(message.language ? { lang: message.language } : {})}>
        <LinkedText text={message.text} />
      </span>
    )}
    {message.isClipped && (
      <p>
        <a href={`/messages/${message.id}`}>{t('conversations.read-whole')}</a>
      </p>
    )}
    <Attached t={t} message={message} />
    <Before t={t} message={message} />
  </>
)

/** Pictures are fetched by us or not at all: what we have no copy of is a link that somebody may follow. */
const Attached = ({ t, message }: { t: T; message: Message }) =>
  message.media.length === 0 ? null : (
    <ul class="remark__media">
      {message.media.map((media) => (
        <li>
          <Piece t={t} media={media} />
        </li>
      ))}
    </ul>
  )

const icons = { image: 'image', video: 'video', audio: 'music', file: 'paperclip' } as const

const Piece = ({ t, media }: { t: T; media: Media }) => {
  if (media.file && media.kind === 'image')
    return (
      <img
        src={media.file}
        alt={media.alt ?? t('conversations.media-image')}
        {...(media.size ?? {})}
        loading="lazy"
        decoding="async"
      />
    )
  return (
    <Away href={media.url}>
      <Icon name={icons[media.kind]} size="small" /> {media.name ?? t(`conversations.media-${media.kind}`)}
      {media.bytes ? ` (${t.bytes(media.bytes)})` : ''}
      {media.alt ? `: ${media.alt}` : ''}
    </Away>
  )
}

/** What it said before it was edited. */
const Before = ({ t, message }: { t: T; message: Message }) =>
  message.editedAt === null ? null : (
    <details class="remark__before">
      <summary>
        {t('conversations.edited')} · <Time t={t} at={message.editedAt} still />
      </summary>
      {message.revisions.map((revision) => (
        <blockquote>
          {revision.subject && <b>{revision.subject} </b>}
          {revision.text}
        </blockquote>
      ))}
      {message.revisions.length === 0 && <p class="soft">{t('conversations.edited-before')}</p>}
    </details>
  )
