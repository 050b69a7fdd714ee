import { type Again, Asked, blank } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Table } from '../../../ui/components/table.tsx'
import type { Calendar } from '../../working-time/find-calendars.ts'
import { type AssignmentPerson, mostAtOnce } from '../people.ts'

export interface PeopleProps {
  t: T
  people: readonly AssignmentPerson[]
  calendars: readonly Calendar[]
  again: Again
  againFor: string | undefined
}

/** How much each of us is to have at once, and when they work. */
export const People = ({ t, people, calendars, again, againFor }: PeopleProps) => (
  <Card title={t('conversations.assignment-people')} id="people">
    <p class="soft">{t('conversations.assignment-people-help')}</p>
    <Table
      caption={t('conversations.assignment-people')}
      columns={[
        { label: t('conversations.assignment-person') },
        { label: t('conversations.assignment-load'), numeric: true },
        { label: t('conversations.assignment-limits') },
      ]}
      rows={people.map((person) => [
        <>
          {person.name}
          <br />
          <a href={`/skills/${person.id}`}>{t('conversations.skills')}</a>
        </>,
        person.load,
        <Limits t={t} person={person} calendars={calendars} again={againFor === person.id ? again : blank} />,
      ])}
    />
  </Card>
)

interface LimitsProps extends Pick<PeopleProps, 't' | 'calendars' | 'again'> {
  person: AssignmentPerson
}

const Limits = ({ t, person, calendars, again }: LimitsProps) => (
  <Form action={`/settings/assignment/people/${person.id}`} method="put" inline>
    <Asked
      again={again}
      quiet
      id={`capacity-${person.id}`}
      name="capacity"
      type="number"
      label={t('conversations.assignment-capacity-of', { name: person.name })}
      otherwise={person.capacity === null ? '' : String(person.capacity)}
      placeholder={t('conversations.assignment-any')}
      min={1}
      max={mostAtOnce}
    />
    {calendars.length > 0 && (
      <Asked
        again={again}
        quiet
        id={`calendar-${person.id}`}
        name="calendar_id"
        type="select"
        label={t('conversations.assignment-calendar-of', { name: person.name })}
        otherwise={person.calendarId ?? ''}
        options={[
          { value: '', label: t('conversations.assignment-any-time') },
          ...calendars.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    )}
    <Button small>{t('conversations.level-save')}</Button>
  </Form>
)
