import { type Again, Asked, HouseFrame, type HouseProps, TimeZoneField, Wrong } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Deed, Form } from '../../../ui/components/form.tsx'
import { Table } from '../../../ui/components/table.tsx'
import type { WorkingHours } from '../calendar.ts'
import type { Calendar, SpecialDay } from '../find-calendars.ts'
import { hoursField } from '../given-calendar.ts'
import { writeHours } from '../hours-text.ts'
import { dayName, weekdayName, weekFromMonday } from './weekdays.ts'

const path = '/settings/calendars'

export interface CalendarProps extends HouseProps {
  /** Undefined while it is being made. */
  calendar: Calendar | undefined
  written: Pick<WorkingHours, 'timeZone' | 'week'> & { name: string }
  again: Again
  dayAgain: Again
}

/** One calendar: its hours, and the days that are otherwise. */
export const CalendarPage = ({ calendar, written, again, dayAgain, ...house }: CalendarProps) => {
  const { t } = house.shell
  return (
    <HouseFrame {...house} path={path} title={calendar?.name ?? t('conversations.calendar-new')}>
      <p>
        <a href={path}>{t('conversations.calendars-all')}</a>
      </p>
      <Card title={t('conversations.calendar-hours')}>
        <Wrong again={again} />
        <Form action={calendar ? `${path}/${calendar.id}` : path} method={calendar ? 'put' : 'post'}>
          <Asked
            again={again}
            name="name"
            label={t('conversations.calendar-name')}
            otherwise={written.name}
            placeholder={t('conversations.calendar-name-example')}
            required
            maxlength={80}
            autocomplete="off"
          />
          <TimeZoneField t={t} again={again} otherwise={written.timeZone} />
          <p class="soft">{t('conversations.hours-help')}</p>
          <div class="fields">
            {weekFromMonday.map((day) => (
              <Asked
                again={again}
                name={hoursField(day)}
                label={weekdayName(t, day)}
                otherwise={writeHours(written.week[day] ?? [])}
                placeholder={t('conversations.hours-off')}
                maxlength={200}
                autocomplete="off"
              />
            ))}
          </div>
          <div class="actions">
            <Button variant="primary" icon="save">
              {t('conversations.calendar-save')}
            </Button>
          </div>
        </Form>
      </Card>
      {calendar && <SpecialDays t={t} calendar={calendar} again={dayAgain} />}
      {calendar && (
        <Deed action={`${path}/${calendar.id}`} method="delete">
          <Button variant="plain" icon="trash-2">
            {t('conversations.calendar-remove')}
          </Button>
        </Deed>
      )}
    </HouseFrame>
  )
}

const SpecialDays = ({ t, calendar, again }: { t: T; calendar: Calendar; again: Again }) => (
  <Card title={t('conversations.special-days')} id="days">
    <p class="soft">{t('conversations.special-days-help')}</p>
    {calendar.special.length > 0 && (
      <Table
        caption={t('conversations.special-days')}
        columns={[
          { label: t('conversations.day') },
          { label: t('conversations.day-name') },
          { label: t('conversations.hours') },
          { label: t('conversations.day-forget'), quiet: true },
        ]}
        rows={calendar.special.map((one) => rowOf(t, calendar, one))}
      />
    )}
    <Wrong again={again} />
    <Form action={`${path}/${calendar.id}/days`}>
      <div class="fields">
        <Asked
          again={again}
          name="day"
          label={t('conversations.day')}
          help={t('conversations.day-help')}
          placeholder="12-25"
          required
          maxlength={20}
          autocomplete="off"
        />
        <Asked again={again} name="name" label={t('conversations.day-name')} maxlength={80} autocomplete="off" />
        <Asked
          again={again}
          name="hours"
          label={t('conversations.hours')}
          help={t('conversations.day-hours-help')}
          placeholder={t('conversations.hours-off')}
          maxlength={200}
          autocomplete="off"
        />
      </div>
      <div class="actions">
        <Button icon="plus">{t('conversations.day-add')}</Button>
      </div>
    </Form>
  </Card>
)

const rowOf = (t: T, { id }: Calendar, { day, name, hours }: SpecialDay) => [
  dayName(t, day),
  name ?? '',
  hours.length === 0 ? t('conversations.hours-off') : writeHours(hours),
  <Deed action={`${path}/${id}/days/${day}`} method="delete">
    <Button variant="plain" small icon="trash-2" label={t('conversations.day-forget-one', { day: dayName(t, day) })} />
  </Deed>,
]
