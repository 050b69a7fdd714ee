import { HouseFrame, type HouseProps } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Empty } from '../../../ui/components/empty.tsx'
import type { Calendar } from '../find-calendars.ts'
import { writeHours } from '../hours-text.ts'
import { weekdayName, weekFromMonday } from './weekdays.ts'

const path = '/settings/calendars'

/** Every calendar, with its hours at a glance. */
export const CalendarsPage = ({ calendars, ...house }: HouseProps & { calendars: readonly Calendar[] }) => {
  const { t } = house.shell
  const add = (
    <Button variant="primary" icon="plus" href={`${path}/new`}>
      {t('conversations.calendar-new')}
    </Button>
  )
  return (
    <HouseFrame {...house} path={path} title={t('conversations.calendars')} intro={t('conversations.calendars-intro')}>
      {calendars.length === 0 ? (
        <Empty title={t('conversations.calendars-none')} icon="calendar" action={add}>
          {t('conversations.calendars-none-help')}
        </Empty>
      ) : (
        <div class="actions">{add}</div>
      )}
      {calendars.map((calendar) => (
        <Card
          title={calendar.name}
          actions={
            <Button small href={`${path}/${calendar.id}`}>
              {t('conversations.calendar-open')}
            </Button>
          }
        >
          <Hours t={t} calendar={calendar} />
        </Card>
      ))}
    </HouseFrame>
  )
}

const Hours = ({ t, calendar }: { t: T; calendar: Calendar }) => (
  <>
    <p class="soft">
      {t('conversations.calendar-summary', {
        zone: calendar.timeZone.replaceAll('_', ' '),
        days: calendar.special.length,
      })}
    </p>
    <dl class="facts">
      {together(t, calendar).map(([which, hours]) => (
        <div class="facts__one">
          <dt>{which}</dt>
          <dd>{hours === '' ? t('conversations.hours-off') : hours}</dd>
        </div>
      ))}
    </dl>
  </>
)

/** Days that follow each other with the same hours, in one line. */
function together(t: T, { week }: Calendar): [which: string, hours: string][] {
  const lines: { first: number; last: number; hours: string }[] = []
  for (const day of weekFromMonday) {
    const hours = writeHours(week[day] ?? [])
    const last = lines.at(-1)
    if (last?.hours === hours) last.last = day
    else lines.push({ first: day, last: day, hours })
  }
  return lines.map(({ first, last, hours }) => [
    first === last ? weekdayName(t, first) : `${weekdayName(t, first)} – ${weekdayName(t, last)}`,
    hours,
  ])
}
