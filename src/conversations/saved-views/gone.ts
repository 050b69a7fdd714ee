import { type RawBuilder, sql } from 'kysely'
import type { Channel } from '../../channels/index.ts'
import type { Db } from '../../core/database.ts'
import type { Viewer } from '../../core/web.ts'
import { type Words, words } from '../../lib/words.ts'
import { assigneesIn } from '../assignee-filter.ts'
import type { Team, Teammate } from '../assignees.ts'
import type { Place } from '../place.ts'
import type { Topic } from '../topics.ts'

/** What is here now. */
export interface Here {
  channels: readonly Channel[]
  topics: readonly Topic[]
  teams: readonly Team[]
  teammates: readonly Teammate[]
  /** Tags by their names in small letters, of those that were asked for. */
  tags: ReadonlySet<string>
}

/** Which of these tags there are. */
export async function findTags(db: Db, places: readonly Place[]): Promise<ReadonlySet<string>> {
  const { rows } = await tagsAsked(places).execute(db)
  return new Set(rows.map(({ name }) => name))
}

/** Asks which of the tags that these places name are here, in small letters. */
export function tagsAsked(places: readonly Place[]): RawBuilder<{ name: string }> {
  const names = places.flatMap(({ tag }) => (tag ? [tag] : []))
  return sql<{ name: string }>`
    select lower(name) as name from tags where lower(name) in (select lower(n) from unnest(${names}::text[]) as given (n))`
}

/** What a list is narrowed to and is no longer here: why it is empty. */
export function goneOf(place: Place, here: Here, { teamIds }: Pick<Viewer, 'teamIds'>): Words[] {
  const { channels, topics, tags } = here
  const isChannel = (channel: Channel) => channel.id === place.channel && !channel.removedAt
  const isTopic = ({ name }: Topic) => name.toLowerCase() === place.topic?.toLowerCase()
  return [
    ...(place.channel && !channels.some(isChannel) ? [words('conversations.view-gone-channel')] : []),
    ...(place.tag && !tags.has(place.tag.toLowerCase())
      ? [words('conversations.view-gone-tag', { tag: place.tag })]
      : []),
    ...(place.topic && !topics.some(isTopic) ? [words('conversations.view-gone-topic', { topic: place.topic })] : []),
    ...(place.assignee && !assigneesIn(here).some(({ assignee }) => assignee === place.assignee)
      ? [words('conversations.view-gone-assignee')]
      : []),
    ...(place.view === 'team' && teamIds.length === 0 ? [words('conversations.view-gone-team')] : []),
  ]
}
