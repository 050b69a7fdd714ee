import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import { type Again, blank } from '../form.ts'
import type { Member } from '../list-users.ts'
import type { Team } from '../teams.ts'
import { HousePage, type HouseProps } from './house-page.tsx'
import { Asked, Wrong } from './parts.tsx'

export interface TeamsProps extends HouseProps {
  teams: readonly Team[]
  members: readonly Member[]
  /** The form to be filled in again: a team's id, or `new`. */
  again?: { form: string; again: Again }
}

/** The teams, who belongs to each, and another one. */
export const TeamsPage = ({ teams, members, again, ...house }: TeamsProps) => {
  const { t } = house.shell
  const of = (form: string): Again => (again?.form === form ? again.again : blank)
  return (
    <HousePage {...house} path="/teams" title={t('access.teams')}>
      {teams.length === 0 && (
        <Empty title={t('access.teams-none')} icon="users-round">
          {t('access.teams-none-text')}
        </Empty>
      )}
      {teams.map((team) => (
        <TeamCard t={t} team={team} members={members} again={of(team.id)} />
      ))}
      <Card title={t('access.team-new')}>
        <Wrong again={of('new')} />
        <Form action="/teams" inline>
          <Asked again={of('new')} name="name" label={t('access.name')} required maxlength={100} />
          <Button variant="primary" icon="plus">
            {t('access.team-create')}
          </Button>
        </Form>
      </Card>
    </HousePage>
  )
}

interface CardProps {
  t: T
  team: Team
  members: readonly Member[]
  again: Again
}

const TeamCard = ({ t, team, members, again }: CardProps) => (
  <Card title={team.name} id={`team-${team.id}`}>
    <Wrong again={again} />
    <Form action={`/teams/${team.id}`} method="patch" inline>
      <Asked
        again={again}
        name="name"
        id={`name-${team.id}`}
        label={t('access.name')}
        otherwise={team.name}
        required
        maxlength={100}
      />
      <Button>{t('access.team-rename')}</Button>
    </Form>
    <Form action={`/teams/${team.id}/members`} method="put">
      <fieldset class="choices">
        <legend class="field__label">{t('access.team-members')}</legend>
        {members
          .filter((member) => !member.isClosed || team.memberIds.includes(member.id))
          .map((member) => (
            <MemberBox team={team} member={member} />
          ))}
      </fieldset>
      <div class="actions">
        <Button>{t('access.team-keep')}</Button>
      </div>
    </Form>
    <Deed action={`/teams/${team.id}`} method="delete">
      <Button variant="danger" small icon="trash-2">
        {t('access.team-remove')}
      </Button>{' '}
      <span class="soft">{t('access.team-remove-help')}</span>
    </Deed>
  </Card>
)

const MemberBox = ({ team, member }: { team: Team; member: Member }) => (
  <label class="choices__option">
    <input type="checkbox" name="user_id" value={member.id} checked={team.memberIds.includes(member.id)} />
    <span>{member.name}</span>
  </label>
)
