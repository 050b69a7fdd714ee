import type { Connector, Connectors } from '../../connectors/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { newId } from '../../lib/ids.ts'
import { Button } from '../../ui/components/button.tsx'
import { Composer } from '../../ui/components/composer.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { PaneFoot } from '../../ui/components/pane.tsx'
import { Tabs } from '../../ui/components/tabs.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { Conversation } from '../conversation.ts'
import type { Draft } from '../draft.ts'
import { whyMute } from '../reply.ts'
import type { ReplyTarget } from '../reply-target.ts'
import { visibilityIcons, withoutNames } from './where.tsx'

/** A text that was refused, as it was written, with the reason. */
export interface Refused {
  text: string
  reason: string
}

export interface AnsweringProps {
  t: T
  connectors: Connectors
  conversation: Conversation
  target: ReplyTarget | undefined
  draft: Draft | undefined
  /** The reply, or the note, that came back. */
  refused?: { reply?: Refused; note?: Refused } | undefined
  /** Who else of us is writing here. */
  others: readonly string[]
  mayReply: boolean
  /** A note is written instead of an answer. */
  isNote: boolean
  here: string
}

/** Where an answer is written, or a note to the team; or why nothing can be said here. */
export const Answering = (props: AnsweringProps) => {
  const { t, mayReply, others, refused, isNote } = props
  if (!mayReply) return null
  const noting = refused ? refused.note !== undefined : isNote
  return (
    <PaneFoot>
      {others.length > 0 && (
        <Notice tone="careful">
          {t('conversations.others-write', { names: t.list(others), count: others.length })}
        </Notice>
      )}
      <Kinds {...props} noting={noting} />
      {noting ? <NoteForm {...props} /> : <Reply {...props} />}
    </PaneFoot>
  )
}

/** To whom one writes: out to the network, or to the team only. What was begun as an answer is kept as its draft. */
const Kinds = ({ t, here, noting }: AnsweringProps & { noting: boolean }) => {
  const note = `${here}${here.includes('?') ? '&' : '?'}write=note`
  return (
    <div class="composer__kind">
      <Tabs
        label={t('conversations.answer-or-note')}
        tabs={[
          { href: here, label: t('conversations.answer'), icon: 'reply', current: !noting },
          { href: note, label: t('conversations.note-to-team'), icon: 'sticky-note', current: noting },
        ]}
      />
    </div>
  )
}

const Reply = (props: AnsweringProps) => {
  const { t, connectors, conversation, target } = props
  const connector = connectors.get(conversation.channel.network)
  const mute = whyMute(connector, conversation.channel)
  if (mute || !connector) return <Notice tone="info">{mute && t.words(mute)}</Notice>
  if (!target) return <Notice tone="info">{t('conversations.nothing-to-answer')}</Notice>
  return <Speaking {...props} connector={connector} target={target} />
}

const Speaking = (props: AnsweringProps & { connector: Connector; target: ReplyTarget }) => {
  const { t, connector, conversation, target, draft, refused, here } = props
  const { channel } = conversation
  const path = `/conversations/${conversation.id}`
  const paused = channel.pausedAt !== null
  return (
    <>
      {paused && <Notice tone="careful">{t('conversations.paused', { channel: channel.name })}</Notice>}
      <Composer
        t={t}
        id="reply"
        action={`${path}/replies`}
        draftUrl={`${path}/draft`}
        send={t(`conversations.send-${target.visibility}`, { network: connector.name })}
        network={connector.name}
        limit={connector.speak?.limit(channel.account)}
        nameEach={target.visibility === 'direct'}
        audience={<Audience {...props} />}
        text={
          refused?.reply?.text ?? draft?.text ?? connector.speak?.opening?.(channel.account, target.inReplyTo) ?? ''
        }
        error={refused?.reply?.reason}
        fields={{ id: newId(), in_reply_to: target.id, back: here }}
        actions={
          <Button name="close" value="1" icon="check" data-command={t('conversations.send-and-close')}>
            {t('conversations.send-and-close')}
          </Button>
        }
      />
    </>
  )
}

/** Who will read it: "Answer in public on Mastodon, to Lucía". */
const Audience = ({ t, connector, target }: { t: T; connector: Connector; target: ReplyTarget }) => (
  <>
    <Icon name={visibilityIcons[target.visibility]} />
    <b>{t(`conversations.answer-${target.visibility}`)}</b>{' '}
    <span class="soft">
      {t('conversations.answer-to', { network: connector.name, name: target.name })}{' '}
      <a href={`#message-${target.id}`}>«{withoutNames(target.excerpt).slice(0, 60).trim()}»</a>
    </span>
  </>
)

const NoteForm = ({ t, conversation, refused, here }: AnsweringProps) => (
  <Composer
    t={t}
    id="note"
    note
    action={`/conversations/${conversation.id}/notes`}
    send={t('conversations.keep-note')}
    sendIcon="sticky-note"
    label={t('conversations.note-to-team')}
    text={refused?.note?.text ?? ''}
    error={refused?.note?.reason}
    fields={{ id: newId(), back: here }}
  />
)
