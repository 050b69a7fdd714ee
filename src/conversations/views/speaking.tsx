import type { Channel } from '../../channels/index.ts'
import type { Connector } from '../../connectors/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { newId } from '../../lib/ids.ts'
import { Button } from '../../ui/components/button.tsx'
import { Composer } from '../../ui/components/composer.tsx'
import { Emoji, EmojiButton } from '../../ui/components/emoji.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { takingOf } from '../attachments/limits.ts'
import { AttachedNow, attachedId } from '../attachments/views/shown.tsx'
import { Attachments } from '../attachments/views/strip.tsx'
import { placeOfAnswer } from '../attachments/views/strip-place.ts'
import { Coach } from '../coach/views.tsx'
import { LinkPreview } from '../link-preview/views.tsx'
import { HeldBack } from '../presence/notice.tsx'
import { SharedDraft, sharedDraftId } from '../presence/shared-draft.tsx'
import { byHandOf } from '../promises/in-draft.ts'
import { Breaking } from '../promises/views/breaking.tsx'
import { PromiseByHand } from '../promises/views/in-draft.tsx'
import type { ReplyTarget } from '../reply-target.ts'
import { SavedRepliesButton, SavedRepliesWindow, SavedReplyGaps } from '../saved-replies/views/composer.tsx'
import type { AnsweringProps, Refused } from './answering-props.ts'
import { Audiences, Readers } from './audiences.tsx'
import { SendLater, StillLater } from './later.tsx'

/** Where an answer is written to whom it goes. */
export const Speaking = (props: AnsweringProps & { connector: Connector; channel: Channel; target: ReplyTarget }) => {
  const { t, connector, conversation, channel, target, draft, refused, here, seen, viewer } = props
  const held = refused?.reply?.meanwhile
  const path = `/conversations/${conversation.id}`
  const paused = channel.pausedAt !== null
  return (
    <>
      {paused && <Notice tone="careful">{t('conversations.paused', { channel: channel.name })}</Notice>}
      {held && <HeldBack t={t} answer={held} viewerId={viewer.id} network={connector.name} />}
      <div id={sharedDraftId(conversation.id)}>
        <SharedDraft
          t={t}
          version={draft?.version ?? null}
          writers={draft?.writers.filter((one) => one.id !== viewer.id) ?? []}
        />
      </div>
      <Breaking t={t} promise={props.promises.find(({ id }) => id === props.breaking)} />
      <div id={attachedId(conversation.id)}>
        <AttachedNow version={props.attached.version} />
      </div>
      <Audiences {...props} />
      <Composer
        t={t}
        id="reply"
        openness={target.visibility === 'direct' ? 'private' : 'public'}
        action={`${path}/replies`}
        draftUrl={`${path}/draft`}
        draft={draft?.text}
        draftVersion={draft?.version}
        send={
          held
            ? t('conversations.send-anyway')
            : t(`conversations.send-${target.visibility}`, { network: connector.name })
        }
        network={connector.name}
        limit={connector.speak?.limit(channel.account)}
        nameEach={target.visibility === 'direct'}
        audience={<Readers {...props} />}
        text={
          refused?.reply?.text ??
          props.coached?.text ??
          draft?.text ??
          connector.speak?.opening?.(channel.account, target.inReplyTo) ??
          ''
        }
        multipart
        error={held || refused?.reply?.lacksAlt ? undefined : refused?.reply?.reason}
        fields={{
          id: newId(),
          in_reply_to: target.id,
          back: here,
          seen: String(seen),
          ...(viewer.undoSeconds > 0 ? { wait: '1' } : {}),
        }}
        actions={
          <>
            <Button name="close" value="1" icon="check" data-command={t('conversations.send-and-close')}>
              {t('conversations.send-and-close')}
            </Button>
            <SendLater t={t} timeZone={viewer.timeZone} leaves={refused?.reply?.leaves} />
            <SavedRepliesButton t={t} conversationId={conversation.id} />
            <PromiseByHand t={t} conversationId={conversation.id} />
            <EmojiButton t={t} into="reply-text" />
            <StillLater t={t} leaves={refused?.reply?.leaves} />
          </>
        }
      >
        <Attachments
          t={t}
          place={placeOfAnswer(conversation.id, takingOf(props.connectors, channel))}
          {...props.attached}
          asksForAlt={refused?.reply?.lacksAlt !== undefined}
        />
        <SendWithout t={t} refused={refused?.reply} />
        {connector.speak?.links && <LinkPreview t={t} conversationId={conversation.id} />}
        <Emoji t={t} into="reply-text" />
        <SavedReplyGaps t={t} />
        <Coach
          t={t}
          conversationId={conversation.id}
          coached={props.coached}
          drafted={byHandOf(props.promises, viewer)}
        />
      </Composer>
      <SavedRepliesWindow t={t} viewer={viewer} conversationId={conversation.id} to={target.id} />
    </>
  )
}

/** A reminder and no wall: asked each time, and sent all the same by whoever means it. */
const SendWithout = ({ t, refused }: { t: T; refused: Refused | undefined }) =>
  refused?.lacksAlt ? (
    <Notice
      tone="careful"
      action={
        <Button small name="without_alt" value={refused.lacksAlt.closes ? 'close' : 'send'}>
          {t('conversations.alt-without')}
        </Button>
      }
    >
      {refused.reason}
    </Notice>
  ) : null
