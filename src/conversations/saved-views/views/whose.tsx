import type { T } from '../../../core/i18n/translator.ts'
import type { Viewer } from '../../../core/web.ts'
import { Field } from '../../../ui/components/field.tsx'
import type { Team } from '../../assignees.ts'

export interface WhoseFieldProps {
  t: T
  id: string
  viewer: Pick<Viewer, 'teamIds' | 'can'>
  teams: readonly Team[]
  value: string
}

/** For whom a view is: oneself, a team one may share with, everybody. */
export const WhoseField = ({ t, id, viewer, teams, value }: WhoseFieldProps) => (
  <Field
    name="whose"
    id={id}
    type="select"
    label={t('conversations.view-whose')}
    value={value}
    options={[
      { value: 'mine', label: t('conversations.view-for-me') },
      ...teams
        .filter((team) => viewer.can.has('settings') || viewer.teamIds.includes(team.id) || value === `team:${team.id}`)
        .map((team) => ({ value: `team:${team.id}`, label: team.name })),
      { value: 'everybody', label: t('conversations.view-for-everybody') },
    ]}
  />
)
