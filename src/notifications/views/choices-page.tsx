import type { Again } from '../../access/index.ts'
import type { Viewer } from '../../core/web.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Field } from '../../ui/components/field.tsx'
import { Form } from '../../ui/components/form.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import { bellId } from '../bell.ts'
import { type Choices, type Subject, subjects } from '../choices.ts'
import { clock } from '../given.ts'
import { paces } from '../pace.ts'
import type { Device } from '../push/device.ts'
import type { QuietHours } from '../quiet.ts'
import { DevicesCard } from './devices-card.tsx'
import { QuietCard } from './quiet-card.tsx'

export interface ChoicesProps {
  shell: Shell
  viewer: Viewer
  choices: Choices
  quiet: QuietHours | undefined
  /** Their quiet hours, to be filled in once more. */
  again: Again
  /** When letters left of which nobody knows whether they arrived. */
  unknown: readonly Date[]
  isMailOn: boolean
  devices: readonly Device[]
  pushKey: string
  /** What was just done. */
  done: string | undefined
}

/** What one of us wants by mail besides the bell. */
export const ChoicesPage = ({ shell, viewer, choices, isMailOn, done, ...more }: ChoicesProps) => {
  const { t } = shell
  return (
    <Desk {...shell} title={t('notifications.choices')} current={bellId(viewer.id)}>
      <PaneHead t={t} title={t('notifications.choices')} back="/notifications" />
      <PaneBody page>
        <Done t={t} done={done} />
        {more.unknown.map((at) => (
          <Notice tone="careful">{t('notifications.letter-unknown', { at: t.exact(at) })}</Notice>
        ))}
        {!isMailOn && <WhyOff t={t} mayMend={viewer.can.has('settings')} />}
        <Card>
          <p class="soft">{t('notifications.choices-intro')}</p>
          <Form action="/notifications/settings" method="put">
            {subjects.map((subject) => (
              <About {...{ t, subject, choices, isMailOn }} />
            ))}
            <Field
              type="checkbox"
              name="push_words"
              label={t('notifications.push-words')}
              help={t('notifications.push-words-help')}
              value={choices.pushWords}
            />
            <fieldset class="fields">
              <legend class="field__label">{t('notifications.daily')}</legend>
              {!isMailOn && <KeptDaily choices={choices} />}
              <Field
                type="time"
                name="daily_at"
                label={t('notifications.daily-at')}
                value={clock(choices.dailyAt)}
                disabled={!isMailOn}
                required
              />
              <Field
                type="checkbox"
                name="working_days"
                label={t('notifications.working-days')}
                value={choices.workingDays}
                disabled={!isMailOn}
              />
            </fieldset>
            <div class="actions">
              <Button variant="primary">{t('notifications.save')}</Button>
            </div>
          </Form>
        </Card>
        <DevicesCard t={t} devices={more.devices} pushKey={more.pushKey} />
        <QuietCard t={t} quiet={more.quiet} again={more.again} />
      </PaneBody>
    </Desk>
  )
}

/**
 * How somebody is told of one thing. A box that is not ticked is not sent: its hidden twin says that it was asked. Nor is what
 * cannot be chosen while no letter can leave, and stays as it was.
 */
const About = ({ t, subject, choices, isMailOn }: AboutProps) => (
  <fieldset class="fields">
    <legend class="field__label">{t(`notifications.about-${subject}`)}</legend>
    <Field
      type="select"
      name={`mail_${subject}`}
      label={t('notifications.mail-how')}
      quiet
      value={choices.mail[subject]}
      options={[...paces, 'never'].map((pace) => ({ value: pace, label: t(`notifications.mail-${pace}`) }))}
      disabled={!isMailOn}
    />
    {!isMailOn && <input type="hidden" name={`mail_${subject}`} value={choices.mail[subject]} />}
    <input type="hidden" name={`push_${subject}`} value="0" />
    <Field type="checkbox" name={`push_${subject}`} label={t('notifications.push-how')} value={choices.push[subject]} />
  </fieldset>
)

const KeptDaily = ({ choices }: { choices: Choices }) => (
  <>
    <input type="hidden" name="daily_at" value={clock(choices.dailyAt)} />
    {choices.workingDays && <input type="hidden" name="working_days" value="1" />}
  </>
)

interface AboutProps {
  t: Shell['t']
  subject: Subject
  choices: Choices
  isMailOn: boolean
}

const dones: Readonly<Record<string, 'good' | 'careful'>> = {
  saved: 'good',
  'push-added': 'good',
  'push-removed': 'good',
  'push-told': 'good',
  'push-later': 'careful',
  'push-gone': 'careful',
  'push-failed': 'careful',
}

const Done = ({ t, done = '' }: { t: Shell['t']; done: string | undefined }) => {
  const tone = Object.hasOwn(dones, done) ? dones[done] : undefined
  return tone ? <Notice tone={tone}>{t(`notifications.${done}`)}</Notice> : null
}

const WhyOff = ({ t, mayMend }: { t: Shell['t']; mayMend: boolean }) => (
  <Notice
    tone="careful"
    {...(mayMend ? { action: <Button href="/settings/mail">{t('notifications.mail-set')}</Button> } : {})}
  >
    {t(mayMend ? 'notifications.mail-off-mend' : 'notifications.mail-off-ask')}
  </Notice>
)
