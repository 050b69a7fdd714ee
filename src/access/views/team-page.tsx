import type { T } from '../../core/i18n/translator.ts'
import type { Viewer } from '../../core/web.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { CopyField } from '../../ui/components/copy-field.tsx'
import { Choices, Field } from '../../ui/components/field.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Time } from '../../ui/components/time.tsx'
import { type Again, textOf } from '../form.ts'
import type { Invited, Member } from '../list-users.ts'
import { mayGive, type Role, roles } from '../policy.ts'
import type { Team } from '../teams.ts'
import { HousePage, type HouseProps } from './house-page.tsx'
import { Asked, roleOptions, Wrong } from './parts.tsx'

export interface TeamProps extends HouseProps {
  members: readonly Member[]
  invitations: readonly Invited[]
  teams: readonly Team[]
  again: Again
  mails: boolean
}

/** Who works here, who is invited, and the way in for another. */
export const TeamPage = ({ members, invitations, teams, again, mails, ...house }: TeamProps) => {
  const { t } = house.shell
  return (
    <HousePage {...house} path="/team" title={t('access.team')} intro={t('access.team-intro')}>
      <Wrong again={again} />
      <Members t={t} viewer={house.viewer} members={members} />
      {invitations.length > 0 && <Invitations t={t} invitations={invitations} />}
      <Card title={t('access.invite')} id="invite">
        <Form action="/team/invitations" data-turbo="false">
          <Asked again={again} name="email" type="email" label={t('access.email')} required autocomplete="off" />
          <Choices
            name="role"
            label={t('access.role')}
            value={textOf(again.values, 'role', 'agent')}
            options={roleOptions(t, (role) => mayGive(house.viewer, role))}
            error={again.errors.role}
          />
          {teams.length > 0 && <TeamChoice t={t} teams={teams} again={again} />}
          <div class="actions">
            <Button variant="primary" icon="user-plus">
              {t('access.invite-do')}
            </Button>
            <span class="soft">{t(mails ? 'access.invite-mailed-help' : 'access.invite-unmailed-help')}</span>
          </div>
        </Form>
      </Card>
    </HousePage>
  )
}

const TeamChoice = ({ t, teams, again }: { t: T; teams: readonly Team[]; again: Again }) => (
  <Asked
    again={again}
    name="team_id"
    type="select"
    label={t('access.invite-team')}
    options={[{ value: '', label: t('access.no-team') }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
  />
)

const Members = ({ t, viewer, members }: { t: T; viewer: Viewer; members: readonly Member[] }) => (
  <Table
    caption={t('access.team')}
    columns={[{ label: t('access.person') }, { label: t('access.role') }]}
    rows={members.map((member) => [
      <Who t={t} member={member} isMe={member.id === viewer.id} />,
      <div class="actions">
        <RoleOf t={t} viewer={viewer} member={member} />
        {mayGive(viewer, member.role, member.role) && <Closing t={t} member={member} />}
      </div>,
    ])}
  />
)

const Who = ({ t, member, isMe }: { t: T; member: Member; isMe: boolean }) => (
  <>
    <strong>{member.name}</strong> {isMe && <Chip tone="tile">{t('access.you')}</Chip>}
    {member.isClosed && <Chip icon="lock">{t('access.closed')}</Chip>}
    {member.hasSecondStep && (
      <Chip tone="olive" icon="shield-check">
        {t('access.me-second-step')}
      </Chip>
    )}
    <br />
    <span class="soft">
      {member.email} · {t('access.joined')} <Time t={t} at={member.joinedAt} />
    </span>
  </>
)

const RoleOf = ({ t, viewer, member }: { t: T; viewer: Viewer; member: Member }) => {
  if (member.isClosed || !mayGive(viewer, member.role, member.role)) return <>{t(`access.role-${member.role}`)}</>
  return (
    <Form action={`/team/${member.id}/role`} method="put" inline>
      <Field
        quiet
        name="role"
        id={`role-${member.id}`}
        type="select"
        label={t('access.role-of', { name: member.name })}
        value={member.role}
        options={options(t, (role) => mayGive(viewer, role, member.role))}
      />
      <Button small>{t('access.change')}</Button>
    </Form>
  )
}

const options = (t: T, given: (role: Role) => boolean) =>
  roles.filter(given).map((role) => ({ value: role, label: t(`access.role-${role}`) }))

const Closing = ({ t, member }: { t: T; member: Member }) => (
  <Deed action={`/team/${member.id}/deactivation`} method={member.isClosed ? 'delete' : 'put'}>
    <Button small icon={member.isClosed ? 'lock-open' : 'lock'}>
      {t(member.isClosed ? 'access.reactivate' : 'access.deactivate')}
    </Button>
  </Deed>
)

const Invitations = ({ t, invitations }: { t: T; invitations: readonly Invited[] }) => (
  <Table
    caption={t('access.invitations')}
    showCaption
    columns={[{ label: t('access.email') }, { label: t('access.deeds'), quiet: true }]}
    rows={invitations.map(({ id, email, role, team, expiresAt }) => [
      <>
        <strong>{email}</strong>
        <br />
        <span class="soft">
          {[t(`access.role-${role}`), team].filter(Boolean).join(' · ')} · {t('access.expires')}{' '}
        </span>
        {expiresAt <= new Date() ? <Chip tone="saffron">{t('access.expired')}</Chip> : <Time t={t} at={expiresAt} />}
      </>,
      <div class="actions">
        <Deed action={`/team/invitations/${id}/link`} data-turbo="false">
          <Button small icon="link">
            {t('access.new-link')}
          </Button>
        </Deed>
        <Deed action={`/team/invitations/${id}`} method="delete">
          <Button small icon="x">
            {t('access.revoke')}
          </Button>
        </Deed>
      </div>,
    ])}
  />
)

/** The link of an invitation, shown this once. */
export const InvitationPage = (
  props: HouseProps & { email: string; link: string; mailed: 'sent' | 'failed' | 'off' },
) => {
  const { email, link, mailed, ...house } = props
  const { t } = house.shell
  return (
    <HousePage {...house} path="/team" title={t('access.invitation-made', { email })}>
      {mailed === 'sent' && <Notice tone="good">{t('access.invitation-mailed')}</Notice>}
      {mailed === 'failed' && <Notice tone="careful">{t('access.invitation-not-mailed')}</Notice>}
      <Card>
        <CopyField
          t={t}
          id="invitation-link"
          label={t('access.invitation-link')}
          value={link}
          help={t('access.invitation-link-help')}
        />
        <div class="actions">
          <Button href="/team" icon="arrow-left">
            {t('access.back-to-team')}
          </Button>
        </div>
      </Card>
    </HousePage>
  )
}
