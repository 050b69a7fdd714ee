import type { Connectors } from '../../../connectors/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import type { Viewer } from '../../../core/web.ts'
import type { Words } from '../../../lib/words.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Chip } from '../../../ui/components/chip.tsx'
import { Empty } from '../../../ui/components/empty.tsx'
import { Field } from '../../../ui/components/field.tsx'
import { Deed, Form } from '../../../ui/components/form.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { PaneBody, PaneHead } from '../../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../../ui/desk.tsx'
import { assigneesIn } from '../../assignee-filter.ts'
import type { Team } from '../../assignees.ts'
import { readingWordsOf } from '../../views/reading-filters.tsx'
import { networkName } from '../../views/where.tsx'
import type { CountedView } from '../count-views.ts'
import type { Here } from '../gone.ts'
import { longestName } from '../save-view.ts'
import { addressOfView, mayChange, writtenWhose } from '../saved-view.ts'
import { WhoseField } from './whose.tsx'

export interface ViewsPageProps {
  shell: Shell
  viewer: Viewer
  connectors: Connectors
  views: readonly CountedView[]
  teams: readonly Team[]
  here: Here
  goneOf: (view: CountedView) => Words[]
}

/** Every saved view that somebody sees: its name, what it is narrowed to, for whom, and its place. */
export const ViewsPage = (props: ViewsPageProps) => {
  const { t } = props.shell
  const title = t('conversations.views-saved')
  const inbox = (
    <Button variant="primary" icon="inbox" href="/conversations">
      {t('conversations.views-to-inbox')}
    </Button>
  )
  return (
    <Desk {...props.shell} title={title} current="inbox">
      <PaneHead t={t} title={title} back="/conversations" />
      <PaneBody page>
        {props.views.length === 0 ? (
          <Empty title={t('conversations.views-none')} icon="filter" action={inbox}>
            {t('conversations.views-none-help')}
          </Empty>
        ) : (
          <>
            <p class="soft">{t('conversations.views-intro')}</p>
            {props.views.map((view) => (
              <ViewCard {...props} t={t} view={view} />
            ))}
          </>
        )}
      </PaneBody>
    </Desk>
  )
}

type One = ViewsPageProps & { t: T; view: CountedView }

const ViewCard = (props: One) => {
  const { t, view, viewer } = props
  const changes = mayChange(viewer, view) && viewer.can.has('close')
  return (
    <Card
      title={<a href={addressOfView(view)}>{view.name}</a>}
      actions={changes ? <Order t={t} view={view} /> : undefined}
    >
      <Conditions {...props} />
      {props.goneOf(view).map((gone) => (
        <Notice tone="careful">{t.words(gone)}</Notice>
      ))}
      {changes ? <Change {...props} /> : <p class="soft">{t('conversations.view-by-others')}</p>}
    </Card>
  )
}

const Conditions = ({ t, view, connectors, here }: One) => {
  const { place, whose } = view
  const channel = here.channels.find(({ id }) => id === place.channel)
  const holder = assigneesIn(here).find(({ assignee }) => assignee === place.assignee)
  return (
    <p class="chips">
      <Chip tone="tile" icon={whose.kind === 'mine' ? 'user' : 'users-round'}>
        {whose.kind === 'team' ? whose.name : t(`conversations.view-for-${whose.kind === 'mine' ? 'me' : 'everybody'}`)}
      </Chip>
      <Chip>{t(`conversations.view-${place.view}`)}</Chip>
      {channel && (
        <Chip icon="filter">
          {t('conversations.only-channel', {
            channel: channel.name,
            network: networkName(connectors, channel.network).name,
          })}
        </Chip>
      )}
      {holder && <Chip icon={holder.icon}>{t('conversations.with-whom', { name: holder.name })}</Chip>}
      {place.tag && <Chip icon="tag">{place.tag}</Chip>}
      {place.due && <Chip icon="clock">{t(`conversations.due-${place.due}`)}</Chip>}
      {readingWordsOf(t, place).map((word) => (
        <Chip>{word}</Chip>
      ))}
    </p>
  )
}

const Change = ({ t, view, viewer, teams }: One) => {
  const path = `/conversations/views/${view.id}`
  return (
    <Form action={path} method="put" inline>
      <Field
        name="name"
        id={`name-${view.id}`}
        label={t('conversations.view-name')}
        value={view.name}
        required
        maxlength={longestName}
        autocomplete="off"
      />
      <WhoseField t={t} id={`whose-${view.id}`} viewer={viewer} teams={teams} value={writtenWhose(view.whose)} />
      <Button icon="save">{t('conversations.view-change')}</Button>
    </Form>
  )
}

/** Its place among those of its kind, and the end of it. */
const Order = ({ t, view }: { t: T; view: CountedView }) => (
  <>
    {(['up', 'down'] as const).map((to) => (
      <Deed action={`/conversations/views/${view.id}/position`} method="put" fields={{ to }}>
        <Button
          variant="plain"
          icon={to === 'up' ? 'arrow-up' : 'arrow-down'}
          label={t(`conversations.view-${to}`, { name: view.name })}
        />
      </Deed>
    ))}
    <Deed action={`/conversations/views/${view.id}/removal`} method="put">
      <Button variant="plain" icon="trash-2" label={t('conversations.view-remove', { name: view.name })} />
    </Deed>
  </>
)
