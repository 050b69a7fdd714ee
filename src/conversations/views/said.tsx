import type { Moderation } from '../../connectors/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { Avatar } from '../../ui/components/avatar.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { Menu } from '../../ui/components/menu.tsx'
import { Remark } from '../../ui/components/remark.tsx'
import { Time } from '../../ui/components/time.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { Message } from '../message.ts'
import type { OfferedReaction } from '../reactions/offered.ts'
import { Reactions } from '../reactions/views/reactions.tsx'
import type { Answered } from '../timeline.ts'
import { Away } from './linked-text.tsx'
import { ReadingLine } from './reading.tsx'
import { Body, Gone, Quoted } from './said-body.tsx'
import { SpamOffer } from './spam-offer.tsx'
import { type NetworkName, visibilityIcons } from './where.tsx'

/** What the thread's drawing needs besides the messages; the same for everybody of one language who may do the same. */
export interface Setting {
  t: T
  conversationId: string
  network: NetworkName
  /** Whoever looks may answer, and decide what becomes of an answer. */
  mayReply: boolean
  /** They may, and this window can: what is said here can be answered. */
  canAnswer: boolean
  moderations: readonly Moderation[]
  /** Of those, what can be done with this one; all of it where undefined. */
  moderates?: ((message: Message) => boolean) | undefined
  /** What can be done without a word. */
  reactions?: readonly OfferedReaction[] | undefined
  /** The same of the other windows by which its messages came, where there are several. */
  others?: ReadonlyMap<string, ThereSetting> | undefined
  /** Whoever looks may put messages elsewhere. */
  mayRearrange?: boolean
}

/** What differs from window to window. */
export type ThereSetting = Pick<Setting, 'network' | 'canAnswer' | 'moderations' | 'moderates' | 'reactions'>

/** As the thread is drawn at the window by which a message came. */
export const settingAt = (setting: Setting, channelId: string): Setting => ({
  ...setting,
  ...setting.others?.get(channelId),
})

export interface SaidProps {
  setting: Setting
  message: Message
  depth: number
  answers: Answered | null
  /** How it is read stands under it; on its own page it stands below. */
  isRead?: boolean
}

/** Something that was said in the conversation, by them or by us. */
export const Said = ({ setting: around, message, depth, answers, isRead = true }: SaidProps) => {
  const setting = settingAt(around, message.channelId)
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
      {...(isRead && !message.isOurs && !message.deletedAt
        ? { reading: <Read setting={setting} message={message} /> }
        : {})}
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

const Read = ({ setting, message }: { setting: Setting; message: Message }) => (
  <>
    <ReadingLine t={setting.t} message={message} />
    <SpamOffer t={setting.t} message={message} mayMark={setting.mayReply} />
    <Reactions setting={setting} message={message} />
  </>
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
      {message.askedModeration?.as === 'hide' && message.askedModeration.state === 'done' && (
        <Chip tone="wine" icon="eye-off">
          {t('conversations.hidden-there')}
        </Chip>
      )}
      {message.asksAfter && <Chip icon="smile">{t('survey.chip')}</Chip>}
      {speaker.isBot && <Chip>{t('conversations.bot')}</Chip>}
    </>
  )
}

const Actions = ({ setting, message }: { setting: Setting; message: Message }) => {
  const { t, conversationId, canAnswer, network, mayRearrange } = setting
  if (message.deletedAt) return null
  const name = message.speaker.name
  const moderations = (setting.moderates?.(message) ?? true) ? possibleNow(setting.moderations, message) : []
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
      {mayRearrange && (
        <Button
          variant="plain"
          small
          icon="split"
          label={t('conversations.split-from-here', { name })}
          href={`/conversations/${conversationId}/split?message=${message.id}`}
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

/** What is hidden is shown again, and what is shown is hidden. */
const possibleNow = (all: readonly Moderation[], { askedModeration: asked }: Message): Moderation[] =>
  all.filter((as) => as !== (asked?.as === 'hide' ? 'hide' : 'show'))

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
