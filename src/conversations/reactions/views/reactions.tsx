import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Deed } from '../../../ui/components/form.tsx'
import { Icon, type IconName } from '../../../ui/icons.tsx'
import type { Message } from '../../message.ts'
import type { Setting } from '../../views/said.tsx'
import type { AskedModeration, MessageReaction } from '../find-reactions.ts'
import { fitsReaction, type OfferedReaction } from '../offered.ts'

const icons: Record<OfferedReaction['kind'], IconName> = { like: 'heart', boost: 'repeat-2' }

/** What can be done to a message without a word, by the network's own names; and what did not work out, with why. */
export const Reactions = ({ setting, message }: { setting: Setting; message: Message }) => {
  const { t, reactions = [], mayReply } = setting
  const offered = reactions.filter((one) => fitsReaction(one, message))
  const asked = message.askedModeration
  const troubled = asked !== null && asked.state !== 'done' && asked.failure !== null
  if (offered.length === 0 && message.reactions.length === 0 && !troubled) return null
  return (
    <div class="reactions" id={`reactions-${message.id}`}>
      {offered.map((one) => (
        <One t={t} message={message} offered={one} mayReply={mayReply} />
      ))}
      {message.reactions.map((one) => (
        <Trouble t={t} message={message} reaction={one} setting={setting} />
      ))}
      {troubled && <ModerationTrouble t={t} message={message} asked={asked} mayReply={mayReply} />}
    </div>
  )
}

interface OneProps {
  t: T
  message: Message
  offered: OfferedReaction
  mayReply: boolean
}

const One = ({ t, message, offered, mayReply }: OneProps) => {
  const now = message.reactions.find(({ kind }) => kind === offered.kind)
  // What could not be brought about is as it was before.
  const isOn = now ? now.wanted !== (now.state === 'failed') : false
  const inside = (
    <>
      {t(offered.label)}
      {isOn && now?.state === 'on-its-way' && <span class="soft"> {t('conversations.reaction-on-its-way')}</span>}
    </>
  )
  if (!mayReply) return isOn ? <span class="reactions__had">{inside}</span> : null
  return (
    <Deed action={`/messages/${message.id}/reactions/${offered.kind}`} method={isOn ? 'delete' : 'put'}>
      <Button
        small
        variant="plain"
        icon={icons[offered.kind]}
        class={`reactions__one reactions__one--${offered.kind}`}
        aria-pressed={isOn ? 'true' : 'false'}
      >
        {inside}
        {isOn && now && <span class="reactions__by">{whoAndWhen(t, now)}</span>}
      </Button>
    </Deed>
  )
}

const whoAndWhen = (t: T, { by, at }: MessageReaction): string =>
  `${by?.name ?? t('conversations.somebody')}, ${t.relative(at)}`

interface TroubleProps {
  t: T
  message: Message
  reaction: MessageReaction
  setting: Setting
}

/** It is said where it was wanted, why it is not so, and what can be done. */
const Trouble = ({ t, message, reaction, setting }: TroubleProps) => {
  const { kind, state, failure, wanted } = reaction
  if (state === 'done' || !failure) return null
  const label = setting.reactions?.find((one) => one.kind === kind)?.label
  const what = label ? t(label) : ''
  const why = t.words(failure.words)
  const key = wanted ? 'conversations.reaction-failed' : 'conversations.reaction-back-failed'
  return (
    <div class="reactions__trouble">
      <Icon name="circle-alert" size="small" />
      <span>
        {t(key, { what, why })} {state === 'on-its-way' && t('conversations.reaction-again')}
      </span>
      {setting.mayReply && state === 'failed' && (
        <Deed action={`/messages/${message.id}/reactions/${kind}`} method={wanted ? 'put' : 'delete'}>
          <Button small icon="rotate-ccw">
            {t('conversations.try-again')}
          </Button>
        </Deed>
      )}
    </div>
  )
}

const ModerationTrouble = (props: { t: T; message: Message; asked: AskedModeration; mayReply: boolean }) => {
  const { t, message, asked, mayReply } = props
  const what = t(`conversations.moderate-${asked.as}`)
  return (
    <div class="reactions__trouble">
      <Icon name="circle-alert" size="small" />
      <span>
        {t('conversations.reaction-failed', { what, why: asked.failure ? t.words(asked.failure.words) : '' })}{' '}
        {asked.state === 'on-its-way' && t('conversations.reaction-again')}
      </span>
      {mayReply && (
        <Deed action={`/messages/${message.id}/moderation`} method="put" fields={{ as: asked.as }}>
          <Button small icon="rotate-ccw">
            {t('conversations.try-again')}
          </Button>
        </Deed>
      )}
    </div>
  )
}
