import type { T } from '../../core/i18n/translator.ts'
import { newId } from '../../lib/ids.ts'
import { Avatar } from '../../ui/components/avatar.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Field } from '../../ui/components/field.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import { Menu, type MenuItem } from '../../ui/components/menu.tsx'
import { PersonButton } from '../../ui/desk.tsx'
import { assigneeLabel } from '../absence/label.ts'
import { nextAddress } from '../next/next-link.tsx'
import { snoozeMoments } from '../snooze-until.ts'
import type { HeadProps } from './head.tsx'

/** What can be done with a conversation; what a person may not do is not there. */
export const Deeds = (props: HeadProps) => {
  const { t, viewer, conversation, here } = props
  const path = `/conversations/${conversation.id}`
  const mayClose = viewer.can.has('close')
  return (
    <>
      {viewer.can.has('assign') && <Assign {...props} />}
      <Follow {...props} />
      {mayClose && !conversation.closure && !conversation.spam && <Snooze {...props} />}
      {mayClose && conversation.spam && <NotSpam {...props} />}
      {mayClose && !conversation.spam && (
        <Deed action={`${path}/closure`} method={conversation.closure ? 'delete' : 'put'} fields={{ back: here }}>
          <Button
            icon={conversation.closure ? 'rotate-ccw' : 'check'}
            data-key="e"
            data-command={t(conversation.closure ? 'conversations.reopen' : 'conversations.close')}
          >
            {t(conversation.closure ? 'conversations.reopen' : 'conversations.close')}
          </Button>
        </Deed>
      )}
      {props.deedsMore}
      {mayClose && <More {...props} />}
      <PersonButton t={t} />
    </>
  )
}

const NotSpam = ({ t, conversation, here }: HeadProps) => (
  <Deed action={`/conversations/${conversation.id}/spam`} method="delete" fields={{ back: here }}>
    <Button icon="rotate-ccw" data-key="!" data-command={t('conversations.not-spam')}>
      {t('conversations.not-spam')}
    </Button>
  </Deed>
)

/** Whoever has it is told anyway; whoever follows it too. */
const Follow = ({ t, viewer, conversation, here }: HeadProps) => {
  const follows = conversation.followers.some((one) => one.id === viewer.id)
  const label = t(follows ? 'conversations.unfollow' : 'conversations.follow')
  return (
    <Deed
      action={`/conversations/${conversation.id}/following`}
      method={follows ? 'delete' : 'put'}
      fields={{ back: here }}
    >
      <Button variant="plain" icon={follows ? 'bell-off' : 'bell'} label={label} data-key="f" data-command={label} />
    </Deed>
  )
}

const Assign = ({ t, viewer, conversation, teammates, teams, here }: HeadProps) => {
  const { assignment } = conversation
  const action = `/conversations/${conversation.id}/assignment`
  const give = (to: string, label: string, more: Partial<MenuItem> = {}): MenuItem => ({
    label,
    action,
    method: 'put',
    fields: { to, back: here },
    ...more,
  })
  const mine = assignment?.user?.id === viewer.id
  const others = [
    ...teammates
      .filter((mate) => mate.id !== viewer.id && mate.id !== assignment?.user?.id)
      .map((mate) => ({ value: `user:${mate.id}`, label: assigneeLabel(t, mate) })),
    ...teams.map((team) => ({ value: `team:${team.id}`, label: team.name })),
  ]
  const items: MenuItem[] = [
    ...(mine ? [] : [give(`user:${viewer.id}`, t('conversations.take'), { icon: 'hand', key: 'a' })]),
    ...(assignment
      ? [
          {
            label: t('conversations.unassign'),
            icon: 'user-x' as const,
            action,
            method: 'delete' as const,
            fields: { back: here },
          },
        ]
      : []),
    ...others.map(({ value, label }) =>
      give(value, label, { icon: value.startsWith('team') ? 'users-round' : 'user' }),
    ),
  ]
  const holder = assignment?.user ?? assignment?.team
  return (
    <Menu
      id="assign"
      button={
        holder
          ? { variant: 'plain', class: 'holder', children: <Holder t={t} name={holder.name} id={holder.id} /> }
          : { icon: 'user-plus', class: 'button--spare', children: t('conversations.assign') }
      }
      items={items}
    >
      {others.length > 0 && <HandOver t={t} action={action} here={here} others={others} />}
    </Menu>
  )
}

interface HandOverProps {
  t: T
  action: string
  here: string
  others: readonly { value: string; label: string }[]
}

/** With what they must know, in the same deed. */
const HandOver = ({ t, action, here, others }: HandOverProps) => (
  <Form action={action} method="put" class="menu__form">
    <input type="hidden" name="back" value={here} />
    <input type="hidden" name="note_id" value={newId()} />
    <Field name="to" type="select" label={t('conversations.hand-to')} id="hand-to" options={others} />
    <Field name="note" type="textarea" rows={3} label={t('conversations.hand-note')} id="hand-note" required />
    <Button small icon="sticky-note">
      {t('conversations.hand-over')}
    </Button>
  </Form>
)

const Holder = ({ t, name, id }: { t: T; name: string; id: string }) => (
  <>
    <span class="visually-hidden">{t('conversations.assigned-to')} </span>
    <Avatar name={name} id={id} size="small" />
    <span class="visually-hidden">{name}</span>
  </>
)

const Snooze = ({ t, viewer, now, conversation, here }: HeadProps) => {
  const action = `/conversations/${conversation.id}/snooze`
  const choices = snoozeMoments(now, viewer.timeZone).map(
    ({ choice, until }): MenuItem => ({
      label: `${t(`conversations.snooze-${choice}`)} · ${shortly(t, until, choice)}`,
      icon: choice === 'later' ? 'clock' : 'calendar',
      action,
      method: 'put',
      fields: { until: choice, back: here },
    }),
  )
  const wake: MenuItem = {
    label: t('conversations.wake'),
    icon: 'bell',
    action,
    method: 'delete',
    fields: { back: here },
  }
  return (
    <Menu
      id="snooze"
      button={{ icon: 'alarm-clock', class: 'button--spare', children: t('conversations.snooze'), 'data-key': 's' }}
      items={conversation.snooze ? [wake, ...choices] : choices}
    >
      <Form action={action} method="put" class="menu__form">
        <input type="hidden" name="back" value={here} />
        <Field name="until" type="datetime-local" label={t('conversations.snooze-choose')} required id="snooze-until" />
        <Button small>{t('conversations.snooze')}</Button>
      </Form>
    </Menu>
  )
}

export const shortly = (t: T, until: Date, choice: string): string =>
  choice === 'later' ? t.hour(until) : `${t.date(until)}, ${t.hour(until)}`

const More = ({ t, conversation, here, target, network, isTreeHidden }: HeadProps) => {
  const path = `/conversations/${conversation.id}`
  const unread: MenuItem = {
    label: t('conversations.mark-unread'),
    icon: 'mail',
    key: 'u',
    action: `${path}/read`,
    method: 'delete',
    fields: { back: here },
  }
  const spam: MenuItem = {
    label: t('conversations.spam'),
    icon: 'circle-x',
    key: '!',
    action: `${path}/spam`,
    method: 'put',
    fields: { back: here },
  }
  const merge: MenuItem = { label: t('conversations.merge'), icon: 'git-merge', key: 'm', href: `${path}/merge` }
  const linked: MenuItem = { label: t('conversations.link'), icon: 'link', href: `${path}/links` }
  const promise: MenuItem = { label: t('promises.new'), icon: 'hand', href: `${path}/promises` }
  const tree: MenuItem[] = isTreeHidden
    ? [
        {
          label: t('response.show'),
          icon: 'split',
          action: '/response-tree',
          method: 'put',
          fields: { back: here },
        },
      ]
    : []
  // On a phone the list, with the same link, is a page away.
  const next: MenuItem = {
    label: t('conversations.next'),
    icon: 'arrow-right',
    href: nextAddress(undefined, conversation.id),
  }
  const there: MenuItem[] = target?.url
    ? [{ label: t('conversations.see-there', { network: network.name }), icon: 'external-link', href: target.url }]
    : []
  return (
    <Menu
      id="more"
      button={{ icon: 'ellipsis', label: t('conversations.more'), variant: 'plain' }}
      items={[unread, ...(conversation.spam ? [] : [spam]), merge, linked, promise, ...tree, ...there, next]}
    >
      <Form action={`${path}/tags`} class="menu__form">
        <input type="hidden" name="back" value={here} />
        <Field name="name" label={t('conversations.tag-add')} required maxlength={60} id="tag-name" list="known-tags" />
        <Button small icon="tag">
          {t('conversations.tag')}
        </Button>
      </Form>
      {conversation.tags.map((name) => (
        <Deed action={`${path}/tags/${encodeURIComponent(name)}`} method="delete" fields={{ back: here }}>
          <button type="submit" class="menu__item">
            {t('conversations.tag-remove', { tag: name })}
          </button>
        </Deed>
      ))}
    </Menu>
  )
}
