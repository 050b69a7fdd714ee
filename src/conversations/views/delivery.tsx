import type { T } from '../../core/i18n/translator.ts'
import { classes } from '../../ui/components/attributes.ts'
import { Avatar } from '../../ui/components/avatar.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Deed } from '../../ui/components/form.tsx'
import { Remark } from '../../ui/components/remark.tsx'
import { Time } from '../../ui/components/time.tsx'
import { Icon, type IconName } from '../../ui/icons.tsx'
import { ToApprove, waitsWords } from '../approval/views/waiting.tsx'
import { Attached } from '../attachments/views/shown.tsx'
import type { Delivery } from '../deliveries.ts'
import { LaterDeeds } from './later.tsx'
import { LinkedText } from './linked-text.tsx'
import { type Setting, settingAt } from './said.tsx'

/** Something of ours on its way to the network, or that did not get there; with what can be done about it. */
export const OnItsWay = ({ setting: around, delivery }: { setting: Setting; delivery: Delivery }) => {
  const setting = settingAt(around, delivery.channelId)
  const { t } = setting
  const name = delivery.by?.name ?? t(delivery.asksAfter ? 'survey.asks' : 'conversations.somebody')
  const isLost = ['failed', 'uncertain', 'held'].includes(delivery.state)
  // What can be done about it stands under what it is about.
  const isInside = isLost || delivery.isLeaving || delivery.later !== null || delivery.approval !== null
  return (
    <Remark
      id={`delivery-${delivery.id}`}
      tone="us"
      avatar={<Avatar name={name} {...(delivery.by ? { id: delivery.by.id } : {})} size="small" />}
      name={name}
      time={<Time t={t} at={delivery.writtenAt} />}
      {...(isInside ? {} : { state: <State setting={setting} delivery={delivery} /> })}
    >
      <LinkedText text={delivery.text} />
      <Attached t={t} attachments={delivery.attachments} />
      {isInside && (
        <p
          class={classes(
            'remark__state',
            isLost && 'remark__state--lost',
            delivery.approval !== null && 'remark__state--waits',
          )}
        >
          <State setting={setting} delivery={delivery} />
        </p>
      )}
      {setting.mayReply && !delivery.asksAfter && <Deeds t={t} delivery={delivery} />}
    </Remark>
  )
}

const icons: Record<Delivery['state'], IconName> = {
  'awaiting-approval': 'user-check',
  waiting: 'clock',
  held: 'clock-alert',
  sending: 'loader',
  sent: 'check',
  failed: 'circle-alert',
  uncertain: 'circle-help',
  withdrawn: 'undo-2',
}

const State = ({ setting: { t, network }, delivery }: { setting: Setting; delivery: Delivery }) => {
  const part = delivery.parts > 1 ? `${t('ui.part', { part: delivery.part + 1, parts: delivery.parts })} · ` : ''
  return (
    <>
      <Icon name={icons[delivery.state]} size="small" />
      <span>
        {part}
        {stateWords(t, delivery, network.name)}
        {delivery.later && delivery.state === 'waiting' && <Time t={t} at={delivery.leavesAt} exact />}
        {delivery.state === 'waiting' && delivery.failure && (
          <>
            {' '}
            {t('conversations.tried-again')} <Time t={t} at={delivery.nextAt} />
          </>
        )}
      </span>
    </>
  )
}

function stateWords(t: T, { state, failure, isLeaving, later, approval }: Delivery, network: string): string {
  const reason = failure ? t.words(failure.words) : ''
  if (approval) return waitsWords(t, approval)
  if (isLeaving) return t('conversations.leaving', { network })
  if (state === 'held') return t(`conversations.held-${later?.heldBecause ?? 'spoke'}`)
  if (later) return `${t('conversations.leaves-later', { network })} `
  if (state === 'waiting') return failure ? reason : t('conversations.waiting', { network })
  if (state === 'failed') return t('conversations.failed', { reason })
  if (state === 'uncertain') return reason || t('conversations.uncertain')
  return t(`conversations.${state}-state`, { network })
}

const Deeds = ({ t, delivery }: { t: T; delivery: Delivery }) => {
  const { state, replyId, part, isLeaving } = delivery
  const action = `/replies/${replyId}`
  if (delivery.approval) return part === 0 ? <ToApprove t={t} delivery={delivery} /> : null
  if (state === 'uncertain')
    return (
      <div class="actions">
        <Deed action={`${action}/verdict`} method="put" fields={{ verdict: 'there' }}>
          <Button small icon="eye">
            {t('conversations.is-there')}
          </Button>
        </Deed>
        <Deed action={`${action}/verdict`} method="put" fields={{ verdict: 'again' }}>
          <Button small icon="rotate-ccw">
            {t('conversations.say-again')}
          </Button>
        </Deed>
      </div>
    )
  if (delivery.later) return part === 0 ? <LaterDeeds t={t} delivery={delivery} /> : null
  if (state !== 'failed' && state !== 'waiting') return null
  // One pair of buttons for the whole reply: its parts share their fate.
  if (state === 'waiting' && part > 0) return null
  return (
    <div class="actions">
      {state === 'failed' && (
        <Deed action={`${action}/retry`} method="post">
          <Button small icon="rotate-ccw">
            {t('conversations.try-again')}
          </Button>
        </Deed>
      )}
      <Deed action={action} method="delete">
        <Button small icon="undo-2">
          {t(isLeaving ? 'ui.undo' : 'conversations.take-back')}
        </Button>
      </Deed>
    </div>
  )
}
