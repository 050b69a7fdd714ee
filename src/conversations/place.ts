import { z } from 'zod'
import { cleanText } from '../lib/clean-text.ts'
import { type InboxView, inboxViews } from './inbox.ts'

/** Where somebody is in the inbox: what a list's address says, and what follows a conversation's. */
export interface Place {
  view: InboxView
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
  q: z.string().max(500).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

export function placeOf(asked: z.infer<typeof placeAsked>): Place {
  const view = asked.state === 'waiting' ? 'needs' : (asked.state ?? asked.view)
  return { view, channel: blank(asked.channel), tag: blank(asked.tag), q: blank(asked.q), after: blank(asked.after) }
}

/** `?view=mine&tag=…`, or nothing for the first page of what needs us. */
export function queryOf(place: Partial<Place>): string {
  const query = new URLSearchParams()
  if (place.view && place.view !== 'needs') query.set('view', place.view)
  for (const name of ['channel', 'tag', 'q', 'after'] as const) {
    const value = place[name]
    if (value) query.set(name, value)
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

export const addressOf = (place: Partial<Place>): string => `/conversations${queryOf(place)}`
