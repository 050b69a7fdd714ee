import { raw } from 'hono/html'
import type { Moderation } from '../../connectors/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { Avatar } from '../../ui/components/avatar.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { Menu } from '../../ui/components/menu.tsx'
import { Remark } from '../../ui/components/remark.tsx'
import { Time } from '../../ui/components/time.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { Media, Message } from '../message.ts'
import type { Answered } from '../timeline.ts'
import { Away, LinkedText } from './linked-text.tsx'
import { type NetworkName, visibilityIcons, withoutNames } from './where.tsx'

/** What the thread's drawing needs besides the messages; the same for everybody of one language. */
export interface Setting {
  t: T
  conversationId: string
  network: NetworkName
  /** Somebody may answer here. */
  canAnswer: boolean
  moderations: readonly Moderation[]
}

export interface SaidProps {
  setting: Setting
  message: Message
  depth: number
  answers: Answered | null
}

/** Something that was said in the conversation, by them or by us. */
export const Said = ({ setting, message, depth, answers }: SaidProps) => {
  const { t } = setting
  const { speaker } = message
  const sender = message.sent?.by
  return (
    <Remark
      id={`message-${message.id}`}
      data-depth={depth}
      answer={depth > 0}
      tone={message.isOurs ? 'us' : 'them'}
      avatar={
        sender ? (
          <Avatar name={sender.name} id={sender.id} size="small" />
        ) : (
          <Avatar name={speaker.name} id={speaker.personId} src={speaker.avatar} size="small" />
        )
      }
      name={<a href={`/people/${speaker.personId}`}>{sender?.name ?? speaker.name}</a>}
      {...(speaker.handle ? { handle: speaker.handle } : {})}
      time={<Time t={t} at={message.saidAt} />}
      chips={<Marks setting={setting} message={message} />}
      actions={<Actions setting={setting} message={message} />}
      {...(message.isOurs ? { state: <Sent setting={setting} message={message} /> } : {})}
    >
      {answers && <Quoted t={t} answers={answers} />}
      {message.deletedAt ? (
        <Gone t={t} at={message.deletedAt} network={setting.network} />
      ) : (
        <Body t={t} message={message} />
      )}
    </Remark>
  )
}

/** What it answers, when that stands further up. */
const Quoted = ({ t, answers }: { t: T; answers: Answered }) => (
  <p class="remark__quoted">
    <Icon name="reply" size="small" />
    <a href={`#message-${answers.id}`}>
      {t('conversations.answers', { name: answers.name, text: withoutNames(answers.excerpt) })}
    </a>
  </p>
)

const Gone = ({ t, at, network }: { t: T; at: Date; network: NetworkName }) => (
  <p class="soft">
    <Icon name="trash-2" size="small" /> {t('conversations.deleted-there', { network: network.name })} ·{' '}
    <Time t={t} at={at} />
  </p>
)

const Body = ({ t, message }: { t: T; message: Message }) => (
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

const Marks = ({ setting: { t }, message }: { setting: Setting; message: Message }) => {
  const { visibility, moderation, speaker } = message
  return (
    <>
      {/* Where the head says the same, the style sheet leaves it out. */}
      <Chip
        tone={visibility === 'direct' ? 'saffron' : 'plain'}
        icon={visibilityIcons[visibility]}
        data-visibility={visibility}
      >
        {t(`conversations.visibility-${visibility}`)}
      </Chip>
      {moderation && moderation !== 'approved' && (
        <Chip tone={moderation === 'held' ? 'saffron' : 'wine'} icon="shield">
          {t('conversations.moderation', { state: moderation })}
        </Chip>
      )}
      {speaker.isBot && <Chip>{t('conversations.bot')}</Chip>}
    </>
  )
}

const Actions = ({ setting, message }: { setting: Setting; message: Message }) => {
  const { t, conversationId, canAnswer, network, moderations } = setting
  if (message.deletedAt) return null
  const name = message.speaker.name
  return (
    <>
      {canAnswer && !message.isOurs && (
        <Button
          variant="plain"
          small
          icon="reply"
          label={t('conversations.answer-this', { name })}
          href={`/conversations/${conversationId}?to=${message.id}#reply`}
        />
      )}
      {message.url && (
        <Button
          variant="plain"
          small
          icon="external-link"
          label={t('conversations.see-there', { network: network.name })}
          href={message.url}
          newTab
        />
      )}
      {moderations.length > 0 && !message.isOurs && (
        <Menu
          id={`moderate-${message.id}`}
          button={{ variant: 'plain', small: true, icon: 'shield', label: t('conversations.moderate', { name }) }}
          items={moderations.map((as) => ({
            label: t(`conversations.moderate-${as}`),
            action: `/messages/${message.id}/moderation`,
            method: 'put',
            fields: { as },
          }))}
        />
      )}
    </>
  )
}

const Sent = ({ setting: { t, network }, message }: { setting: Setting; message: Message }) => (
  <>
    <Icon name="check-check" size="small" />
    {message.sent
      ? t('conversations.sent', { as: message.speaker.name })
      : t('conversations.said-there', { network: network.name })}
    {message.url && (
      <>
        {' · '}
        <Away href={message.url}>{t('conversations.see-there', { network: network.name })}</Away>
      </>
    )}
  </>
)
