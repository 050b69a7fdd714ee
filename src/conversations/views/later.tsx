import type { T } from '../../core/i18n/translator.ts'
import { shownAt } from '../../lib/wall-clock.ts'
import { Button } from '../../ui/components/button.tsx'
import { Field } from '../../ui/components/field.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import { Menu, type MenuItem } from '../../ui/components/menu.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { Delivery } from '../deliveries.ts'

/** The moments that are offered, in the words of `readMoment`. */
const moments = ['tomorrow', 'week'] as const

interface SendLaterProps {
  t: T
  /** The viewer's. */
  timeZone: string
  /** The moment of a reply that was refused: it comes back with it, so that it does not leave before. */
  leaves?: Date | undefined
}

/** Beside "Send": the same form, sent with a moment. */
export const SendLater = ({ t, timeZone, leaves }: SendLaterProps) => (
  <>
    <Button
      type="button"
      icon="clock"
      class="composer__tool"
      title={t('conversations.send-later')}
      popovertarget="send-later"
      data-command={t('conversations.send-later')}
    >
      {t('conversations.send-later')}
    </Button>
    <div id="send-later" class="menu" popover="auto">
      <ul class="menu__list">
        {moments.map((moment) => (
          <li>
            <button type="submit" class="menu__item" name="leaves_at" value={moment}>
              <Icon name="calendar" />
              <span>{t(`conversations.later-${moment}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div class="menu__form">
        <Field
          name="leaves_on"
          type="datetime-local"
          label={t('conversations.later-choose')}
          id="leaves-on"
          value={leaves && shownAt(leaves, timeZone)}
        />
        <Button small name="leaves_at" value="chosen">
          {t('conversations.later-send')}
        </Button>
      </div>
    </div>
  </>
)

/** Says so, where its field is out of sight. */
export const StillLater = ({ t, leaves }: { t: T; leaves: Date | undefined }) =>
  leaves && leaves.getTime() > Date.now() ? (
    <span class="soft">{t('conversations.later-kept', { at: t.exact(leaves) })}</span>
  ) : null

/** What can be done with a reply that is to leave later: now, at another moment, or not. */
export const LaterDeeds = ({ t, delivery }: { t: T; delivery: Delivery }) => {
  const action = `/replies/${delivery.replyId}`
  const schedule = `${action}/schedule`
  const isHeld = delivery.state === 'held'
  const items = moments.map(
    (moment): MenuItem => ({
      label: t(`conversations.later-${moment}`),
      icon: 'calendar',
      action: schedule,
      method: 'put',
      fields: { leaves_at: moment },
    }),
  )
  const id = `later-${delivery.replyId}`
  return (
    <div class="actions">
      <Deed action={schedule} method="delete">
        <Button small icon="send">
          {t(isHeld ? 'conversations.later-as-it-is' : 'conversations.later-now')}
        </Button>
      </Deed>
      <Menu id={id} button={{ small: true, icon: 'clock', children: t('conversations.later-change') }} items={items}>
        <Form action={schedule} method="put" class="menu__form">
          <Field
            name="leaves_at"
            type="datetime-local"
            label={t('conversations.later-choose')}
            id={`${id}-at`}
            required
          />
          <Button small>{t('conversations.later-send')}</Button>
        </Form>
      </Menu>
      <Deed action={action} method="delete">
        <Button small icon="undo-2">
          {t('conversations.take-back')}
        </Button>
      </Deed>
    </div>
  )
}
