import { z } from 'zod'
import { cleanText } from '../lib/clean-text.ts'
import { assigneeAsked } from './assignee-filter.ts'
import { type InboxOrder, type InboxView, inboxOrders, inboxViews } from './inbox.ts'
import { type ReadingFilter, readingAsked, readingNames } from './reading-filter.ts'
import { type DueFilter, dueFilters } from './service-levels/due.ts'

/** Where somebody is in the inbox: what a list's address says, and what follows a conversation's. */
export interface Place extends ReadingFilter {
  view: InboxView
  /** Without, the one of its view. */
  order?: InboxOrder | undefined
  channel?: string | undefined
  tag?: string | undefined
  /** Who has it: `user:ID` or `team:ID`. */
  assignee?: string | undefined
  due?: DueFilter | undefined
  q?: string | undefined
  /** The saved view that this began as. */
  saved?: string | undefined
  after?: string | undefined
}

const blank = (text: string | undefined) => cleanText(text ?? '').trim() || undefined

export const placeAsked = z.object({
  view: z.enum(inboxViews).default('needs'),
  /** As programs say it. */
  state: z.enum(['open', 'snoozed', 'closed', 'spam', 'waiting']).optional(),
  channel: z.union([z.literal(''), z.uuid()]).optional(),
  tag: z.string().max(60).optional(),
  assignee: assigneeAsked,
  order: z.enum(inboxOrders).optional(),
  due: z.union([z.literal('').transform(() => undefined), z.enum(dueFilters)]).optional(),
  ...readingAsked.shape,
  q: z.string().max(500).optional(),
  saved: z.union([z.literal('').transform(() => undefined), z.uuid()]).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

export function placeOf(asked: z.infer<typeof placeAsked>): Place {
  const view = asked.state === 'waiting' ? 'needs' : (asked.state ?? asked.view)
  const { order, due, assignee, mood, intent, urgency, abuse, lang, saved } = asked
  const readings = { mood, intent, urgency, abuse, lang, topic: blank(asked.topic) }
  const words = { tag: blank(asked.tag), q: blank(asked.q), after: blank(asked.after) }
  return { view, order, due, assignee, channel: blank(asked.channel), ...readings, ...words, saved }
}

/** `?view=mine&tag=…`, or nothing for the first page of what needs us. */
export function queryOf(place: Partial<Place>): string {
  const query = new URLSearchParams()
  // With the name of a saved view alone, an address means that one as it is now.
  if (place.view && (place.view !== 'needs' || place.saved)) query.set('view', place.view)
  for (const name of ['order', 'channel', 'tag', 'assignee', 'due', ...readingNames, 'q', 'saved', 'after'] as const) {
    const value = place[name]
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

export const addressOf = (place: Partial<Place>): string => `/conversations${queryOf(place)}`
