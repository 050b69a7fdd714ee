import { type Channel, findChannels } from '../channels/index.ts'
import type { Connectors } from '../connectors/index.ts'
import {
  type Calendar,
  findAssignees,
  findCalendars,
  findSavedReplies,
  findTopics,
  type Team,
  type Teammate,
} from '../conversations/index.ts'
import type { Db } from '../core/database.ts'

interface Named {
  id: string
  name: string
}

/** What an automation or a macro may name. */
export interface Choices {
  calendars: readonly Calendar[]
  channels: readonly Channel[]
  networks: readonly Named[]
  teammates: readonly Teammate[]
  teams: readonly Team[]
  topics: readonly Named[]
  savedReplies: readonly Named[]
}

const mostReplies = 200

export async function findChoices(db: Db, connectors: Connectors): Promise<Choices> {
  const [calendars, channels, { teammates, teams }, topics, { savedReplies }] = await Promise.all([
    findCalendars(db),
    findChannels(db),
    findAssignees(db),
    findTopics(db),
    findSavedReplies(db, { limit: mostReplies }),
  ])
  const networks = [...new Set(channels.map(({ network }) => network))]
  const named = networks.map((id) => ({ id, name: connectors.get(id)?.name ?? id }))
  return { calendars, channels, networks: named, teammates, teams, topics, savedReplies }
}
