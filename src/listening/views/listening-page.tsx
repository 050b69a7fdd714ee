import type { T } from '../../core/i18n/translator.ts'
import type { Viewer } from '../../core/web.ts'
import { Button } from '../../ui/components/button.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { Pager } from '../../ui/components/pager.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Row, Rows } from '../../ui/components/row.tsx'
import { Tabs } from '../../ui/components/tabs.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import { type Counted, countedTo } from '../count.ts'
import type { QueryGroup, SavedQuery } from '../saved-query.ts'

export interface ListeningPageProps {
  shell: Shell
  viewer: Viewer
  queries: readonly SavedQuery[]
  groups: readonly QueryGroup[]
  /** The group whose queries these are. */
  group: string | undefined
  counted: ReadonlyMap<string, Counted>
  older: string | undefined
}

/** Every saved search, with what it found of late. */
export const ListeningPage = (props: ListeningPageProps) => {
  const { shell, viewer, queries, groups, group, counted, older } = props
  const { t } = shell
  const add = viewer.can.has('listen') ? (
    <Button variant="primary" icon="plus" href="/listening/new">
      {t('listening.new')}
    </Button>
  ) : undefined
  const compare = (
    <Button icon="table" href="/listening/share" class="button--spare">
      {t('listening.share')}
    </Button>
  )
  return (
    <Desk {...shell} title={t('listening.title')} current="listening">
      <PaneHead
        t={t}
        title={t('listening.title')}
        subtitle={t('listening.subtitle')}
        actions={
          <>
            {groups.length > 0 && compare}
            {add}
          </>
        }
      >
        {groups.length > 0 && <Tabs label={t('listening.groups')} tabs={tabs(t, groups, group)} />}
      </PaneHead>
      <PaneBody page>
        {queries.length === 0 ? (
          <Empty title={t('listening.none')} icon="radar" {...(add ? { action: add } : {})}>
            {t('listening.none-help')}
          </Empty>
        ) : (
          <Rows id="queries" label={t('listening.title')}>
            {queries.map((query) => (
              <QueryRow t={t} query={query} counted={counted.get(query.id)} />
            ))}
          </Rows>
        )}
        <Pager t={t} older={older} />
      </PaneBody>
    </Desk>
  )
}

const shownGroups = 12

const tabs = (t: T, groups: readonly QueryGroup[], current: string | undefined) => [
  { href: '/listening', label: t('listening.all'), current: current === undefined },
  ...groups
    .filter(({ id }, at) => at < shownGroups || id === current)
    .map(({ id, name, queries }) => ({
      href: `/listening?group=${id}`,
      label: name,
      count: queries,
      current: id === current,
    })),
]

const QueryRow = ({ t, query, counted }: { t: T; query: SavedQuery; counted: Counted | undefined }) => (
  <Row
    id={`query-${query.id}`}
    href={`/listening/queries/${query.id}`}
    title={query.name}
    chips={
      <>
        {query.pausedAt && (
          <Chip tone="saffron" icon="pause">
            {t('listening.paused')}
          </Chip>
        )}
        {query.group && <Chip icon="tag">{query.group.name}</Chip>}
        <Chip tone={counted && counted.week > 0 ? 'tile' : 'plain'} icon="message-circle">
          {weekOf(t, counted?.week ?? 0)}
        </Chip>
      </>
    }
  >
    <span class="query-text">{query.text.length > 200 ? `${query.text.slice(0, 200)}…` : query.text}</span>
  </Row>
)

const weekOf = (t: T, week: number): string =>
  week > countedTo ? t('listening.week-more', { count: countedTo }) : t('listening.week', { count: week })
