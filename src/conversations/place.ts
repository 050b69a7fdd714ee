import { z } from 'zod'
import { cleanText } from '../lib/clean-text.ts'
import { type InboxOrder, type InboxView, inboxOrders, inboxViews } from './inbox.ts'
import { type ReadingFilter, readingAsked, readingNames } from './reading-filter.ts'

/** Where somebody is in the inbox: what a list's address says, and what follows a conversation's. */
export interface Place extends ReadingFilter {
  view: InboxView
  /** Without, the one of its view. */
  order?: InboxOrder | undefined
  channel?: string | undefined
  tag?: string | undefined
  q?: string | undefined
  after?: string | undefined
}

const blank = (text: string | undefined) => cleanText(text ?? '').trim() || undefined

export const placeAsked = z.object({
  view: z.enum(inboxViews).default('needs'),
  /** As programs say it. */
  state: z.enum(['open', 'snoozed', 'closed', 'waiting']).optional(),
  channel: z.union([z.literal(''), z.uuid()]).optional(),
  tag: z.string().max(60).optional(),
  order: z.enum(inboxOrders).optional(),
  ...readingAsked.shape,
  q: z.string().max(500).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

export function placeOf(asked: z.infer<typeof placeAsked>): Place {
  const view = asked.state === 'waiting' ? 'needs' : (asked.state ?? asked.view)
  const { order, mood, intent, urgency, abuse, lang } = asked
  const readings = { mood, intent, urgency, abuse, lang, topic: blank(asked.topic) }
  const words = { tag: blank(asked.tag), q: blank(asked.q), after: blank(asked.after) }
  return { view, order, channel: blank(asked.channel), ...readings, ...words }
}

/** `?view=mine&tag=…`, or nothing for the first page of what needs us. */
export function queryOf(place: Partial<Place>): string {
  const query = new URLSearchParams()
  if (place.view && place.view !== 'needs') query.set('view', place.view)
  for (const name of ['order', 'channel', 'tag', ...readingNames, 'q', 'after'] as const) {
    const value = place[name]
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

export const addressOf = (place: Partial<Place>): string => `/conversations${queryOf(place)}`
