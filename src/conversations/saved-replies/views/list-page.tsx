import type { Child } from 'hono/jsx'
import { HouseFrame, type HouseProps, type Team } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Chip } from '../../../ui/components/chip.tsx'
import { Empty } from '../../../ui/components/empty.tsx'
import { Pager } from '../../../ui/components/pager.tsx'
import { Row, Rows } from '../../../ui/components/row.tsx'
import { Search } from '../../../ui/components/search.tsx'
import { Tabs } from '../../../ui/components/tabs.tsx'
import { Time } from '../../../ui/components/time.tsx'
import type { SavedReply } from '../saved-reply.ts'
import { LanguageChips, mayWriteSome, TeamChip, usesIn, WithVariables } from './parts.tsx'

const path = '/saved-replies'

interface Asked {
  q?: string | undefined
  team?: string | undefined
  removed?: string | undefined
  after?: string | undefined
}

export interface SavedRepliesProps extends HouseProps {
  savedReplies: readonly SavedReply[]
  after: string | undefined
  teams: readonly Team[]
  asked: Asked
}

/** Every saved reply, searched and by team, with how often each was used. */
export const SavedRepliesPage = ({ savedReplies, after, teams, asked, ...house }: SavedRepliesProps) => {
  const { shell, viewer } = house
  const { t } = shell
  const add = mayWriteSome(viewer) ? (
    <Button variant="primary" icon="plus" href={`${path}/new`}>
      {t('conversations.saved-new')}
    </Button>
  ) : undefined
  return (
    <HouseFrame {...house} path={path} title={t('conversations.saved')} intro={t('conversations.saved-intro')}>
      <div class="saved__bar">
        <Search
          action={path}
          label={t('conversations.saved-search')}
          value={asked.q ?? ''}
          fields={{ ...(asked.team ? { team: asked.team } : {}), ...(asked.removed ? { removed: '1' } : {}) }}
        />
        {add}
      </div>
      <Tabs label={t('conversations.saved-whose')} tabs={tabsOf(t, teams, asked)} />
      {savedReplies.length === 0 ? (
        <Nothing t={t} asked={asked} add={add} />
      ) : (
        <Rows id="saved-replies" label={t('conversations.saved')}>
          {savedReplies.map((one) => (
            <SavedRow t={t} one={one} />
          ))}
        </Rows>
      )}
      <Pager
        t={t}
        older={after && addressOf({ ...asked, after })}
        newer={asked.after ? addressOf({ ...asked, after: undefined }) : undefined}
      />
    </HouseFrame>
  )
}

function addressOf(asked: Asked): string {
  const given = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const query = new URLSearchParams(given.filter(([name]) => name !== 'limit')).toString()
  return query ? `${path}?${query}` : path
}

const tabsOf = (t: T, teams: readonly Team[], { q, team, removed }: Asked) => [
  { href: addressOf({ q }), label: t('conversations.saved-all'), current: !team && !removed },
  {
    href: addressOf({ q, team: 'everybody' }),
    label: t('conversations.saved-everybody'),
    current: team === 'everybody' && !removed,
  },
  ...teams.map(({ id, name }) => ({ href: addressOf({ q, team: id }), label: name, current: team === id && !removed })),
  { href: addressOf({ q, removed: '1' }), label: t('conversations.saved-removed'), current: removed !== undefined },
]

const Nothing = ({ t, asked, add }: { t: T; asked: Asked; add: Child }) => {
  if (asked.q) return <Empty title={t('conversations.saved-none-found', { q: asked.q })} icon="search" />
  if (asked.removed) return <Empty title={t('conversations.saved-none-removed')} icon="trash-2" />
  return (
    <Empty title={t('conversations.saved-none')} icon="quote" {...(add ? { action: add } : {})}>
      {t('conversations.saved-none-help')}
    </Empty>
  )
}

const SavedRow = ({ t, one }: { t: T; one: SavedReply }) => {
  const text = (one.texts.find(({ language }) => language === t.language) ?? one.texts[0])?.text ?? ''
  return (
    <Row
      id={`saved-${one.id}`}
      href={`${path}/${one.id}`}
      title={one.name}
      {...(one.usedAt ? { time: <Time t={t} at={one.usedAt} still /> } : {})}
      chips={
        <>
          <TeamChip t={t} team={one.team} />
          <LanguageChips t={t} texts={one.texts} />
          <Chip icon="send" tone={one.uses > 0 ? 'tile' : 'plain'}>
            {usesIn(t, one.uses)}
          </Chip>
        </>
      }
    >
      <WithVariables text={text.length > 240 ? `${text.slice(0, 240)}…` : text} />
    </Row>
  )
}
