import { type Again, Asked, Wrong } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import type { Viewer } from '../../../core/web.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Deed, Form } from '../../../ui/components/form.tsx'
import { PaneBody, PaneHead } from '../../../ui/components/pane.tsx'
import { Table } from '../../../ui/components/table.tsx'
import { Time } from '../../../ui/components/time.tsx'
import { Desk, type Shell } from '../../../ui/desk.tsx'
import type { Teammate } from '../../assignees.ts'
import type { Absence } from '../absence.ts'

export interface AbsencesProps {
  shell: Shell
  viewer: Viewer
  absences: readonly Absence[]
  teammates: readonly Teammate[]
  again: Again
  now: Date
}

/** Who is away or will be, and the form for oneself; for whoever leads the team, for anybody. */
export const AbsencesPage = ({ shell, viewer, absences, teammates, again, now }: AbsencesProps) => {
  const { t } = shell
  return (
    <Desk {...shell} title={t('conversations.absences')} current="me">
      <PaneHead t={t} title={t('conversations.absences')} subtitle={t('conversations.absences-intro')} />
      <PaneBody page>
        <Wrong again={again} />
        {absences.length === 0 ? (
          <p class="soft">{t('conversations.absences-none')}</p>
        ) : (
          <Away t={t} viewer={viewer} absences={absences} now={now} />
        )}
        {viewer.can.has('reply') && <Going t={t} viewer={viewer} teammates={teammates} again={again} />}
      </PaneBody>
    </Desk>
  )
}

const Away = ({ t, viewer, absences, now }: { t: T } & Pick<AbsencesProps, 'viewer' | 'absences' | 'now'>) => (
  <Table
    caption={t('conversations.away-list')}
    columns={[
      { label: t('conversations.away-who') },
      { label: t('conversations.away-from') },
      { label: t('conversations.away-until') },
      { label: t('conversations.away-stand-in') },
    ]}
    rows={absences.map(({ id, user, from, until, note, standIn }) => [
      <>
        <strong>{user.name}</strong>
        {note && (
          <>
            <br />
            <span class="soft">{note}</span>
          </>
        )}
        {(user.id === viewer.id || viewer.can.has('team')) && (
          <Deed action={`/absences/${id}`} method="delete">
            <Button small icon="undo-2">
              {t('conversations.away-back', { name: user.name })}
            </Button>
          </Deed>
        )}
      </>,
      <Time t={t} at={from} now={now} />,
      <Time t={t} at={until} now={now} />,
      standIn?.name ?? '—',
    ])}
  />
)

const Going = ({ t, viewer, teammates, again }: { t: T } & Pick<AbsencesProps, 'viewer' | 'teammates' | 'again'>) => (
  <Card title={t('conversations.away-set')}>
    <Form action="/absences">
      {viewer.can.has('team') && (
        <Asked
          again={again}
          name="user_id"
          type="select"
          label={t('conversations.away-who')}
          otherwise={viewer.id}
          options={teammates.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <div class="fields">
        <Asked
          again={again}
          name="from"
          type="datetime-local"
          label={t('conversations.away-from')}
          help={t('conversations.away-from-help')}
        />
        <Asked again={again} name="until" type="datetime-local" label={t('conversations.away-until')} required />
      </div>
      <Asked
        again={again}
        name="stand_in_id"
        type="select"
        label={t('conversations.away-stand-in')}
        options={[
          { value: '', label: t('conversations.away-by-rule') },
          ...teammates.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Asked
        again={again}
        name="note"
        label={t('conversations.away-note')}
        placeholder={t('conversations.away-note-example')}
        maxlength={200}
        autocomplete="off"
      />
      <div class="actions">
        <Button variant="primary" icon="save">
          {t('conversations.away-save')}
        </Button>
      </div>
    </Form>
  </Card>
)
