import type { Channel } from '../../../channels/index.ts'
import type { Connector } from '../../../connectors/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import type { Viewer } from '../../../core/web.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Composer } from '../../../ui/components/composer.tsx'
import { Field } from '../../../ui/components/field.tsx'
import { Deed, Form } from '../../../ui/components/form.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { PaneFoot } from '../../../ui/components/pane.tsx'
import { Tabs } from '../../../ui/components/tabs.tsx'
import { Time } from '../../../ui/components/time.tsx'
import type { CoachedText } from '../../coach/routes.tsx'
import { Coach } from '../../coach/views.tsx'
import type { Deciding } from '../find-deciding.ts'
import { longestRemark } from '../send-back.ts'
import type { Since } from '../since.ts'
import { GoesWith } from './goes-with.tsx'

/** What was refused of a decision, as it was written. */
export interface RefusedDecision {
  replyId: string
  reason: string
  status: 409 | 422
  text?: string
  remark?: string
  back?: string
}

export interface DecidingProps {
  t: T
  deciding: Deciding
  /** By which it leaves. */
  channel: Channel
  connector: Connector
  conversationId: string
  isDirect: boolean
  viewer: Pick<Viewer, 'id' | 'can' | 'undoSeconds'>
  seen: number
  /** The conversation's own page. */
  here: string
  refused: RefusedDecision | undefined
  coached?: CoachedText | undefined
}

/** Where an answer is written otherwise: a colleague's, to be read before it leaves. */
export const DecidingFoot = (props: DecidingProps) => {
  const { t, deciding, here, refused } = props
  return (
    <PaneFoot>
      <div class="composer__kind">
        <Tabs
          label={t('conversations.answer-or-note')}
          tabs={[
            {
              href: `${here}${here.includes('?') ? '&' : '?'}decide=${deciding.replyId}`,
              label: t('conversations.approval'),
              icon: 'user-check',
              current: true,
            },
            // Among what waits for them a conversation shows that first.
            {
              href: `/conversations/${props.conversationId}`,
              label: t('conversations.answer'),
              icon: 'reply',
              current: false,
            },
          ]}
        />
      </div>
      {refused && <Notice tone="careful">{refused.reason}</Notice>}
      {deciding.decision === null ? <Open {...props} /> : <Over {...props} />}
    </PaneFoot>
  )
}

const Open = (props: DecidingProps) => {
  const { t, deciding } = props
  return (
    <>
      <EndedSince t={t} since={deciding.since.filter(({ did }) => did)} />
      <SaidSince t={t} since={deciding.since.filter(({ did }) => !did)} />
      <LateThen t={t} late={deciding.late} />
      <AskedBy {...props} />
      {deciding.mayDecide ? <Decide {...props} /> : <Words {...props} />}
    </>
  )
}

/** Whose it is, by which rule, and when it leaves once it is approved. */
const AskedBy = ({ t, deciding }: DecidingProps) => {
  const { writer, rule, askedAt, leavesAt, closes, isOwn } = deciding
  const name = writer?.name ?? t('conversations.somebody')
  const isPast = leavesAt !== null && leavesAt.getTime() <= Date.now()
  return (
    <p class="soft asked-by">
      {t(isOwn ? 'conversations.approval-asked-you' : 'conversations.approval-asked', { name, rule: rule.name })} ·{' '}
      <Time t={t} at={askedAt} />
      {leavesAt && !isPast && <> · {t('conversations.approval-leaves', { at: t.exact(leavesAt) })}</>}
      {leavesAt && isPast && <> · {t('conversations.approval-leaves-at-once', { at: t.exact(leavesAt) })}</>}
      {closes && <> · {t('conversations.approval-closes')}</>}
    </p>
  )
}

/** Nobody approves what was overtaken without having seen by what. */
const SaidSince = ({ t, since }: { t: T; since: readonly Since[] }) =>
  since.length === 0 ? null : (
    <Notice tone="careful" title={t('conversations.approval-since', { count: since.length })}>
      <ul class="plain-list">
        {since.slice(0, 5).map(({ name, at, text, place }) => (
          <li>
            <a href={`#${place}`}>{name}</a> · <Time t={t} at={at} />
            <blockquote class="meanwhile__said" dir="auto">
              {text}
            </blockquote>
          </li>
        ))}
      </ul>
    </Notice>
  )

/** Nor what a colleague has closed or marked as spam meanwhile. */
const EndedSince = ({ t, since }: { t: T; since: readonly Since[] }) =>
  since.map(({ did, by, at }) => (
    <Notice tone="careful">
      {t(`conversations.did-${did}`, { name: by?.name ?? t('conversations.somebody') })} · <Time t={t} at={at} />
    </Notice>
  ))

/** As its writer is told who chooses a moment that is too late for it. */
const LateThen = ({ t, late }: { t: T; late: Deciding['late'] }) =>
  late.length === 0 ? null : (
    <Notice tone="careful" title={t('promises.late-when-it-leaves')}>
      <ul class="plain-list">
        {late.map(({ what, dueAt }) => (
          <li dir="auto">{t('promises.late-one', { what, at: t.exact(dueAt) })}</li>
        ))}
      </ul>
    </Notice>
  )

const Decide = (props: DecidingProps) => {
  const { t, deciding, connector, channel, conversationId, isDirect, viewer, seen, here, refused, coached } = props
  const action = `/replies/${deciding.replyId}`
  const isLate = deciding.late.length > 0
  const isOvertaken = deciding.since.length > 0 || isLate
  return (
    <>
      <Revised {...props} />
      <GoesWith {...props} />
      <Composer
        t={t}
        id="decide"
        openness={isDirect ? 'private' : 'public'}
        action={`${action}/approval`}
        send={t(isOvertaken ? 'conversations.approval-anyway' : 'conversations.approval-send', {
          network: connector.name,
        })}
        sendIcon="circle-check"
        label={t('conversations.approval-words')}
        network={connector.name}
        limit={connector.speak?.limit(channel.account)}
        nameEach={isDirect}
        text={refused?.text ?? coached?.text ?? deciding.text}
        fields={{
          in_reply_to: deciding.inReplyTo,
          back: here,
          seen: String(seen),
          approval: deciding.id,
          ...(isLate ? { late: '1' } : {}),
          ...(viewer.undoSeconds > 0 ? { wait: '1' } : {}),
        }}
      >
        <Coach
          t={t}
          conversationId={conversationId}
          deciding={deciding.replyId}
          coached={coached ?? (deciding.coached && { ...deciding.coached, text: deciding.text })}
        />
      </Composer>
      <SendBack {...props} />
    </>
  )
}

/** Its words go back to whoever wrote it, as the draft. */
const SendBack = ({ t, deciding, here, refused }: DecidingProps) => (
  <details class="send-back" open={refused?.remark !== undefined}>
    <summary>{t('conversations.approval-return')}</summary>
    <Form action={`/replies/${deciding.replyId}/return`}>
      <input type="hidden" name="back" value={here} />
      <input type="hidden" name="approval" value={deciding.id} />
      <Field
        name="remark"
        type="textarea"
        label={t('conversations.approval-remark', { name: deciding.writer?.name ?? t('conversations.somebody') })}
        value={refused?.remark ?? ''}
        required
        maxlength={longestRemark}
        id="remark"
      />
      <Button icon="undo-2">{t('conversations.approval-return-do')}</Button>
    </Form>
  </details>
)

/** What it said before somebody changed it. */
const Revised = ({ t, deciding }: DecidingProps) =>
  deciding.revisions.length === 0 ? null : (
    <details class="revisions">
      <summary>{t('conversations.approval-revised', { count: deciding.revisions.length })}</summary>
      {deciding.revisions.map(({ text, by, at }) => (
        <>
          <p class="soft">
            {t('conversations.approval-before', { name: by?.name ?? t('conversations.somebody') })} ·{' '}
            <Time t={t} at={at} />
          </p>
          <blockquote class="meanwhile__said" dir="auto">
            {text}
          </blockquote>
        </>
      ))}
    </details>
  )

/** For whoever may not decide: what it says, and how its writer has it back. */
const Words = (props: DecidingProps) => {
  const { t, deciding, here } = props
  return (
    <>
      <Revised {...props} />
      <blockquote class="meanwhile__said" id="decide" dir="auto">
        {deciding.text}
      </blockquote>
      <GoesWith {...props} />
      {deciding.isOwn ? (
        <Deed action={`/replies/${deciding.replyId}`} method="delete" fields={{ back: here }}>
          <Button icon="undo-2">{t('conversations.take-back')}</Button>
        </Deed>
      ) : (
        <p class="soft">{t('conversations.approval-not-yours')}</p>
      )}
    </>
  )
}

/** Decided, by whoever was first. */
const Over = (props: DecidingProps) => {
  const { t, deciding } = props
  const { decision, decider, decidedAt, remark } = deciding
  return (
    <>
      <Notice tone="info">
        {t(`conversations.approval-was-${decision}`, { name: decider?.name ?? t('conversations.somebody') })}
        {decidedAt && (
          <>
            {' '}
            · <Time t={t} at={decidedAt} />
          </>
        )}
      </Notice>
      {remark && (
        <blockquote class="meanwhile__said" dir="auto">
          {remark}
        </blockquote>
      )}
      <Revised {...props} />
    </>
  )
}
