import type { T } from '../../../core/i18n/translator.ts'
import { shownAt } from '../../../lib/wall-clock.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Chip } from '../../../ui/components/chip.tsx'
import { Field } from '../../../ui/components/field.tsx'
import { Deed, Form } from '../../../ui/components/form.tsx'
import { Menu, type MenuItem } from '../../../ui/components/menu.tsx'
import { Time } from '../../../ui/components/time.tsx'
import type { Promised } from '../promise.ts'

export interface ItemProps {
  t: T
  promise: Promised
  mayChange: boolean
  /** Where its conversation is not before one: with whom, and the way there. */
  isApart?: boolean
  /** To whom is plain from the page. */
  isNamed?: boolean
  /** Where its deeds lead back to. */
  back: string
}

/** A promise: what, to whom, by when, who answers for it, and what became of it. */
export const PromiseItem = ({ t, promise, mayChange, isApart = false, isNamed = false, back }: ItemProps) => (
  <li class="promise" id={`promise-${promise.id}`}>
    <div class="promise__said">
      <p class="promise__what" dir="auto">
        {isApart ? <a href={`/conversations/${promise.conversationId}`}>{promise.what}</a> : promise.what}
      </p>
      <p class="chips">
        <Standing t={t} promise={promise} />
        {isApart && !isNamed && <Chip icon="user">{t('promises.to', { name: promise.to.name })}</Chip>}
        <Chip tone={promise.answersFor ? 'tile' : 'wine'} icon={promise.answersFor ? 'user-check' : 'user-x'}>
          {promise.answersFor?.name ?? t('promises.nobody')}
        </Chip>
        {promise.answeredSince && (
          <Chip tone="olive" icon="reply">
            {t('promises.answered-since')}
          </Chip>
        )}
      </p>
    </div>
    {mayChange && <Deeds t={t} promise={promise} back={back} />}
  </li>
)

/** By when, that it is late, or what became of it; the moment on hover. */
export const Standing = ({ t, promise, still = false }: { t: T; promise: Promised; still?: boolean }) => {
  const { ending } = promise
  if (ending)
    return (
      <Chip tone={ending.as === 'kept' ? 'olive' : ending.as === 'broken' ? 'wine' : 'plain'} icon={endings[ending.as]}>
        {t(`promises.is-${ending.as}`)} <Time t={t} at={ending.at} still={still} />
      </Chip>
    )
  return <PromiseChip t={t} dueAt={promise.dueAt} still={still} />
}

const endings = { kept: 'check', broken: 'circle-x', 'taken-back': 'undo-2' } as const

/** That something is promised, and by when; also in lists. */
export const PromiseChip = ({ t, dueAt, still = false }: { t: T; dueAt: Date; still?: boolean }) => {
  const isLate = dueAt <= new Date()
  return (
    <Chip tone={isLate ? 'wine' : 'saffron'} icon="hand" title={t('promises.due-exactly', { at: t.exact(dueAt) })}>
      {t(isLate ? 'promises.late' : 'promises.due')} <Time t={t} at={dueAt} still={still} />
    </Chip>
  )
}

const Deeds = ({ t, promise, back }: { t: T; promise: Promised; back: string }) => {
  const action = `/promises/${promise.id}`
  if (promise.state !== 'open')
    return (
      <div class="actions">
        <Deed action={`${action}/ending`} method="delete" fields={{ back }}>
          <Button small icon="undo-2">
            {t('promises.reopen')}
          </Button>
        </Deed>
      </div>
    )
  const ends = (state: string, label: string, icon: MenuItem['icon'] & string): MenuItem => ({
    label,
    icon,
    action: `${action}/ending`,
    method: 'put',
    fields: { state, back },
  })
  const take: MenuItem = {
    label: t('promises.take'),
    icon: 'hand',
    action,
    method: 'patch',
    fields: { answers_for: 'me', back },
  }
  const id = `promise-more-${promise.id}`
  return (
    <div class="actions">
      <Deed action={`${action}/ending`} method="put" fields={{ state: 'kept', back }}>
        <Button small icon="check" variant={promise.answeredSince ? 'primary' : 'soft'}>
          {t(promise.answeredSince ? 'promises.keep-offered' : 'promises.keep')}
        </Button>
      </Deed>
      <Menu
        id={id}
        button={{ small: true, variant: 'plain', icon: 'ellipsis', label: t('promises.more', { what: promise.what }) }}
        items={[
          { label: t('promises.break'), icon: 'circle-x', href: action },
          take,
          ends('taken-back', t('promises.take-back'), 'undo-2'),
        ]}
      >
        <Form action={action} method="patch" class="menu__form">
          <input type="hidden" name="back" value={back} />
          <Field
            name="due_at"
            type="datetime-local"
            label={t('promises.due-field')}
            id={`${id}-at`}
            value={shownAt(promise.dueAt, t.timeZone)}
            required
          />
          <Button small>{t('promises.move')}</Button>
        </Form>
      </Menu>
    </div>
  )
}
