import type { T } from '../../../core/i18n/translator.ts'
import type { Viewer } from '../../../core/web.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Field } from '../../../ui/components/field.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Menu, type MenuItem } from '../../../ui/components/menu.tsx'
import { countedTo } from '../../inbox.ts'
import type { Listed } from '../../listed.ts'
import { queryOf } from '../../place.ts'
import type { CountedView } from '../count-views.ts'
import { longestName } from '../save-view.ts'
import { addressOfView, conditionsOf, isSame, mayChange } from '../saved-view.ts'
import { WhoseField } from './whose.tsx'

export interface BarProps {
  t: T
  viewer: Viewer
  listed: Listed
}

/** The saved views above a list, each with its number; and the way to keep what is shown. */
export const SavedViewsBar = ({ t, viewer, listed }: BarProps) => {
  const { savedViews, place } = listed
  const current = savedViews.find(({ id }) => id === place.saved)
  const maySave =
    viewer.can.has('close') && !place.q && isNarrowed(listed) && !(current && isSame(current.place, place))
  if (savedViews.length === 0 && !maySave) return null
  return (
    <div class="saved-views">
      {savedViews.length > 0 && (
        <nav class="saved-views__list" aria-label={t('conversations.views-saved')}>
          {savedViews.map((view) => (
            <ViewLink t={t} view={view} isCurrent={view === current} />
          ))}
        </nav>
      )}
      {maySave && <SaveMenu t={t} viewer={viewer} listed={listed} current={current} />}
      {!maySave && viewer.can.has('close') && (
        <Button
          variant="plain"
          small
          icon="list"
          label={t('conversations.views-manage')}
          href="/conversations/views"
          data-command={t('conversations.views-manage')}
        />
      )}
    </div>
  )
}

/** More than a view that stands there anyway. */
const isNarrowed = ({ place }: Listed): boolean => Object.keys(conditionsOf(place)).some((name) => name !== 'view')

/** Live numbers are written where `data-saved-count` says whose they are. */
const ViewLink = ({ t, view, isCurrent }: { t: T; view: CountedView; isCurrent: boolean }) => (
  <a
    class="saved-views__one"
    href={addressOfView(view)}
    data-command={view.name}
    {...(isCurrent ? { 'aria-current': 'page' } : {})}
  >
    {view.name}
    <span class="tabs__count" data-saved-count={view.id}>
      {view.count ? (view.count > countedTo ? `${t.number(countedTo)}+` : t.number(view.count)) : ''}
    </span>
  </a>
)

const SaveMenu = ({ t, viewer, listed, current }: BarProps & { current: CountedView | undefined }) => {
  const at = queryOf({ ...listed.place, after: undefined })
  const keepSo: MenuItem[] =
    current && mayChange(viewer, current)
      ? [
          {
            label: t('conversations.view-keep-so', { name: current.name }),
            icon: 'check',
            action: `/conversations/views/${current.id}`,
            method: 'put',
            fields: { at },
          },
        ]
      : []
  const arrange: MenuItem = { label: t('conversations.views-manage'), icon: 'list', href: '/conversations/views' }
  return (
    <Menu
      id="save-view"
      button={{
        variant: 'plain',
        small: true,
        icon: 'save',
        children: t('conversations.view-save'),
        'data-key': 'v',
        'data-command': t('conversations.view-save'),
      }}
      items={[...keepSo, arrange]}
    >
      <Form action="/conversations/views" class="menu__form">
        <input type="hidden" name="at" value={at} />
        <Field
          name="name"
          id="view-name"
          label={t('conversations.view-name')}
          required
          maxlength={longestName}
          autocomplete="off"
        />
        <WhoseField t={t} id="view-whose" viewer={viewer} teams={listed.teams} value="mine" />
        <Button small variant="primary" icon="save">
          {t('conversations.view-change')}
        </Button>
      </Form>
    </Menu>
  )
}
