import type { Figures } from './figures.ts'
import type { Preview } from './preview.ts'
import { writeQuery } from './query/write.ts'
import type { Rising } from './rising.ts'
import type { QueryText, SavedQuery } from './saved-query.ts'

/** A query as the API shows it. */
export const presentQuery = (query: SavedQuery, texts?: readonly QueryText[]) => ({
  id: query.id,
  name: query.name,
  text: query.text,
  version: query.version,
  group: query.group,
  takes_up: query.takesUp,
  created_at: query.createdAt.toISOString(),
  created_by: query.createdBy,
  written_at: query.writtenAt.toISOString(),
  written_by: query.writtenBy,
  paused_at: query.pausedAt?.toISOString() ?? null,
  removed_at: query.removedAt?.toISOString() ?? null,
  ...(texts
    ? {
        texts: texts.map(({ version, text, writtenAt, writtenBy }) => ({
          version,
          text,
          written_at: writtenAt.toISOString(),
          written_by: writtenBy,
        })),
      }
    : {}),
})

export const presentPreview = (preview: Preview) => ({
  since: preview.since.toISOString(),
  reached: preview.reached.toISOString(),
  is_whole: preview.isWhole,
  looked: preview.looked,
  found: preview.found,
  days: preview.days,
  samples: preview.samples,
  near: preview.near.map(({ without, missed, samples }) => ({ without: writeQuery(without), missed, samples })),
})

export const presentFigures = ({ period, total, people, days, who, where }: Figures, rising: readonly Rising[]) => ({
  since: period.since.toISOString(),
  until: period.until.toISOString(),
  total,
  people,
  days,
  who: who.map(({ identityId, personId, name, mentions }) => ({
    identity_id: identityId,
    person_id: personId,
    name,
    mentions,
  })),
  where: where.map(({ channelId, name, network, mentions }) => ({ channel_id: channelId, name, network, mentions })),
  rising,
})
