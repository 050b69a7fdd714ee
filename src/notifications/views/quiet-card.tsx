import { type Again, chosen, textOf } from '../../access/index.ts'
import { weekdayName, weekFromMonday } from '../../conversations/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Field } from '../../ui/components/field.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { clock } from '../given.ts'
import type { QuietHours } from '../quiet.ts'
import { usual } from '../quiet-routes.ts'

interface Props {
  t: T
  quiet: QuietHours | undefined
  again: Again
}

/** When somebody is left in peace. */
export const QuietCard = ({ t, quiet, again }: Props) => {
  const hours = quiet ?? usual
  const { errors, values } = again
  const isAgain = Object.keys(errors).length > 0
  const ticked = (name: string, otherwise: boolean) => (isAgain ? textOf(values, name) !== '' : otherwise)
  return (
    <Card title={t('notifications.quiet')} id="quiet">
      <p class="soft">{t('notifications.quiet-intro')}</p>
      {again.message && <Notice tone="error">{again.message}</Notice>}
      <Form action="/notifications/quiet-hours" method="put">
        <Times {...{ t, hours, again }} />
        <Days {...{ t, again, name: 'days', label: t('notifications.quiet-days'), otherwise: hours.days }} />
        <Days
          {...{ t, again, name: 'whole_days', otherwise: hours.wholeDays }}
          label={t('notifications.quiet-whole-days')}
        />
        <fieldset class="choices">
          <legend class="field__label">{t('notifications.quiet-even')}</legend>
          <Box name="even_late" label={t('notifications.quiet-even-late')} on={ticked('even_late', hours.evenLate)} />
          <Box name="even_now" label={t('notifications.quiet-even-now')} on={ticked('even_now', hours.evenNow)} />
        </fieldset>
        <div class="actions">
          <Button variant="primary">{t('notifications.save')}</Button>
        </div>
      </Form>
      {quiet && (
        <Deed action="/notifications/quiet-hours" method="delete">
          <Button icon="bell">{t('notifications.quiet-end')}</Button>
        </Deed>
      )}
    </Card>
  )
}

const Times = ({ t, hours, again }: { t: T; hours: QuietHours; again: Again }) => (
  <div class="fields">
    <Field
      name="from"
      type="time"
      label={t('notifications.quiet-from')}
      value={textOf(again.values, 'from', clock(hours.from))}
      error={again.errors.from}
      required
    />
    <Field
      name="until"
      type="time"
      label={t('notifications.quiet-until')}
      help={t('notifications.quiet-until-help', { zone: t.timeZone })}
      value={textOf(again.values, 'until', clock(hours.until))}
      error={again.errors.until}
      required
    />
  </div>
)

interface DaysProps {
  t: T
  name: string
  label: string
  otherwise: readonly number[]
  again: Again
}

const Days = ({ t, name, label, otherwise, again }: DaysProps) => {
  const isAgain = Object.keys(again.errors).length > 0
  const ticked = isAgain ? chosen.catch([]).parse(again.values[name]) : otherwise.map(String)
  const wrong = again.errors[name]
  return (
    <fieldset class={wrong ? 'choices choices--inline field--wrong' : 'choices choices--inline'}>
      <legend class="field__label">{label}</legend>
      {weekFromMonday.map((day) => (
        <Box name={name} value={String(day)} label={weekdayName(t, day)} on={ticked.includes(String(day))} />
      ))}
      {wrong && <p class="field__error">{wrong}</p>}
    </fieldset>
  )
}

const Box = ({ name, label, on, value = '1' }: { name: string; label: string; on: boolean; value?: string }) => (
  <label class="choices__option">
    <input type="checkbox" name={name} value={value} checked={on} />
    <span>{label}</span>
  </label>
)
