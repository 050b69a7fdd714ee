import type { Child } from 'hono/jsx'
import type { T } from '../../../core/i18n/translator.ts'
import type { Viewer } from '../../../core/web.ts'
import { pluralForms } from '../../../ui/components/arrivals.tsx'
import { Button } from '../../../ui/components/button.tsx'
import { Field } from '../../../ui/components/field.tsx'
import { Icon, type IconName } from '../../../ui/icons.tsx'
import { assigneesIn } from '../../assignee-filter.ts'
import type { Listed } from '../../listed.ts'
import { addressOf, queryOf } from '../../place.ts'
import { snoozeMoments } from '../../snooze-until.ts'
import { shortly } from '../../views/deeds.tsx'
import { bulkForm } from '../form.ts'

export interface BarProps {
  t: T
  viewer: Viewer
  now: Date
  listed: Listed
  /** The page that it stands on. */
  here: string
  /** Deeds of rooms above. */
  more?: Child[] | undefined
}

/**
 * What can be done with the conversations that are chosen, below their list. Without script it always stands there; with
 * it, while some are chosen.
 */
export const BulkBar = (props: BarProps) => {
  const { t, listed, here } = props
  const { place } = listed
  const at = queryOf({ ...place, after: undefined })
  // There all of them are on the page.
  const isWhole = !listed.after && !place.after
  return (
    <form id={bulkForm} class="bulk" method="post" action="/bulk" aria-label={t('conversations.bulk')} data-list={at}>
      {/* Enter in a field does nothing: no deed is the first one. */}
      <button type="submit" disabled hidden />
      <input type="hidden" name="at" value={at} />
      <input type="hidden" name="back" value={here} />
      <div class="bulk__line">
        <label class="script-only bulk__page" title={t('conversations.bulk-page')}>
          <input type="checkbox" data-bulk-page="" aria-label={t('conversations.bulk-page')} />
        </label>
        <b
          class="script-only"
          data-bulk-count=""
          data-forms={JSON.stringify(pluralForms(t, 'conversations.bulk-chosen'))}
          aria-live="polite"
        />
        <label class="bulk__all" {...(isWhole ? { 'data-whole': '' } : {})}>
          <input type="checkbox" name="all" value="1" />{' '}
          <turbo-frame id="bulk-all" src={`/bulk/count${at}`} loading="lazy">
            {t('conversations.bulk-all')}
          </turbo-frame>
        </label>
        <Button
          type="button"
          variant="plain"
          small
          icon="x"
          label={t('conversations.bulk-end')}
          class="script-only"
          data-bulk-end=""
        />
      </div>
      <Deeds {...props} />
    </form>
  )
}

const Deeds = (props: BarProps) => {
  const { t, viewer, listed } = props
  const { view, q } = listed.place
  const isSpam = view === 'spam' && !q
  const isClosed = view === 'closed' && !q
  const spam: DeedItem = { deed: 'spam', label: t('conversations.spam'), icon: 'circle-x', key: '!' }
  const reopen: DeedItem = { deed: 'reopen', label: t('conversations.reopen'), icon: 'rotate-ccw' }
  const wake: DeedItem = { deed: 'wake', label: t('conversations.wake'), icon: 'bell' }
  const more: DeedItem[] = [
    ...(isClosed || isSpam ? [] : [reopen]),
    ...(view === 'snoozed' || q ? [wake] : []),
    ...(isSpam ? [] : [spam]),
    ...(q ? [{ deed: 'not-spam', label: t('conversations.not-spam'), icon: 'shield-check' } as const] : []),
    { deed: 'read', label: t('conversations.bulk-read'), icon: 'check-check' },
    { deed: 'unread', label: t('conversations.mark-unread'), icon: 'mail', key: 'u' },
  ]
  return (
    <div class="actions">
      {isSpam ? (
        <Now t={t} deed="not-spam" label={t('conversations.not-spam')} icon="rotate-ccw" key_="!" />
      ) : isClosed ? (
        <Now t={t} {...reopen} key_="e" />
      ) : (
        <Now t={t} deed="close" label={t('conversations.close')} icon="check" key_="e" />
      )}
      {viewer.can.has('assign') && <Assign {...props} />}
      <Tag t={t} />
      {!isSpam && <Snooze {...props} />}
      {props.more}
      <Several id="bulk-more" icon="ellipsis" label={t('conversations.more')} items={more} />
    </div>
  )
}

interface DeedItem {
  deed: string
  label: string
  icon: IconName
  key?: string
}

const Now = ({ deed, label, icon, key_ }: DeedItem & { t: T; key_: string }) => (
  <Button name="deed" value={deed} icon={icon} data-bulk-key={key_}>
    {label}
  </Button>
)

/** Further deeds behind a button. */
const Several = (props: { id: string; icon: IconName; label: string; items: readonly DeedItem[]; key_?: string }) => (
  <>
    <Button
      type="button"
      icon={props.icon}
      label={props.label}
      popovertarget={props.id}
      {...(props.key_ ? { 'data-bulk-key': props.key_ } : {})}
    />
    <div id={props.id} class="menu" popover="auto">
      <Items items={props.items} />
    </div>
  </>
)

const Items = ({ items }: { items: readonly DeedItem[] }) => (
  <ul class="menu__list">
    {items.map(({ deed, label, icon, key }) => (
      <li>
        <button type="submit" class="menu__item" name="deed" value={deed} {...(key ? { 'data-bulk-key': key } : {})}>
          <Icon name={icon} />
          <span>{label}</span>
        </button>
      </li>
    ))}
  </ul>
)

const Assign = ({ t, viewer, listed }: BarProps) => {
  const mine = `user:${viewer.id}`
  const items: DeedItem[] = [
    { deed: `assign:${mine}`, label: t('conversations.take'), icon: 'hand', key: 'a' },
    { deed: 'unassign', label: t('conversations.bulk-nobody'), icon: 'user-x' },
    ...assigneesIn(listed)
      .filter(({ assignee }) => assignee !== mine)
      .map(({ assignee, name, icon }): DeedItem => ({ deed: `assign:${assignee}`, label: name, icon })),
  ]
  return <Several id="bulk-assign" icon="user-plus" label={t('conversations.bulk-assign')} items={items} />
}

const Tag = ({ t }: { t: T }) => (
  <>
    <Button type="button" icon="tag" label={t('conversations.bulk-tag')} popovertarget="bulk-tag" />
    <div id="bulk-tag" class="menu" popover="auto">
      <div class="menu__form form">
        <Field
          name="tag"
          label={t('conversations.bulk-tag-name')}
          maxlength={60}
          id="bulk-tag-name"
          list="known-tags"
        />
        <div class="actions">
          <Button small icon="tag" name="deed" value="tag">
            {t('conversations.bulk-tag')}
          </Button>
          <Button small variant="plain" name="deed" value="untag">
            {t('conversations.bulk-untag')}
          </Button>
        </div>
      </div>
    </div>
  </>
)

const Snooze = ({ t, viewer, now }: BarProps) => (
  <>
    <Button
      type="button"
      icon="alarm-clock"
      label={t('conversations.snooze')}
      popovertarget="bulk-snooze"
      data-bulk-key="s"
    />
    <div id="bulk-snooze" class="menu" popover="auto">
      <Items
        items={snoozeMoments(now, viewer.timeZone).map(({ choice, until }) => ({
          deed: `snooze:${choice}`,
          label: `${t(`conversations.snooze-${choice}`)} · ${shortly(t, until, choice)}`,
          icon: choice === 'later' ? 'clock' : 'calendar',
        }))}
      />
      <div class="menu__form form">
        <Field name="until" type="datetime-local" label={t('conversations.snooze-choose')} id="bulk-until" />
        <Button small name="deed" value="snooze">
          {t('conversations.snooze')}
        </Button>
      </div>
    </div>
  </>
)

/** Where a list stands, with the conversation that is open beside it. */
export const hereOf = (listed: Listed, currentId: string | undefined): string =>
  currentId ? `/conversations/${currentId}${queryOf(listed.place)}` : addressOf(listed.place)
