import { Notice } from '../../ui/components/notice.tsx'
import { PaneFoot } from '../../ui/components/pane.tsx'
import { Tabs } from '../../ui/components/tabs.tsx'
import type { Deciding } from '../approval/find-deciding.ts'
import { DecidingFoot } from '../approval/views/deciding.tsx'
import { Writers, writersId } from '../presence/marks.tsx'
import { meanwhileId } from '../presence/notice.tsx'
import { whyMute } from '../reply.ts'
import { ResponseTree } from '../response-tree/views/tree.tsx'
import type { AnsweringProps } from './answering-props.ts'
import { Audiences } from './audiences.tsx'
import { Noting } from './noting.tsx'
import { Speaking } from './speaking.tsx'

/** Where an answer is written, or a note to the team; or why nothing can be said here. */
export const Answering = (props: AnsweringProps) => {
  const { t, conversation, mayReply, present, refused, isNote } = props
  if (!mayReply) return null
  if (props.deciding) return <Decision {...props} deciding={props.deciding} />
  const noting = refused ? refused.note !== undefined : isNote
  return (
    <PaneFoot>
      <div id={meanwhileId(conversation.id)} />
      <p class="writers" id={writersId(conversation.id)} data-writers="">
        <Writers t={t} present={present} />
      </p>
      {props.response && !props.isTreeHidden && (
        <ResponseTree t={t} conversationId={conversation.id} response={props.response} here={props.here} />
      )}
      <Kinds {...props} noting={noting} />
      {noting ? <Noting {...props} /> : <Reply {...props} />}
    </PaneFoot>
  )
}

const Decision = (props: AnsweringProps & { deciding: Deciding }) => {
  const { connectors, conversation, channels, target, deciding } = props
  const channel = channels.find(({ id }) => id === target?.channelId) ?? conversation.channel
  const connector = connectors.get(channel.network)
  if (!connector) return null
  return (
    <DecidingFoot
      {...props}
      {...{ deciding, channel, connector }}
      conversationId={conversation.id}
      isDirect={target?.visibility === 'direct'}
      refused={props.refused?.decision}
    />
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
  const { t, connectors, conversation, channels, target } = props
  const channel = channels.find(({ id }) => id === target?.channelId) ?? conversation.channel
  const connector = connectors.get(channel.network)
  const mute = whyMute(connector, channel)
  if (mute || !connector)
    return (
      <>
        <Audiences {...props} />
        <Notice tone="info">{mute && t.words(mute)}</Notice>
      </>
    )
  if (!target) return <Notice tone="info">{t('conversations.nothing-to-answer')}</Notice>
  return <Speaking {...props} connector={connector} channel={channel} target={target} />
}
