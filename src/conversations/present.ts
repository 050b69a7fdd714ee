import type { Channel } from '../channels/index.ts'
import { presentAttachment } from './attachments/present.ts'
import type { Conversation, Who } from './conversation.ts'
import type { Delivery } from './deliveries.ts'
import type { Draft } from './draft.ts'
import type { KeptCorrection } from './find-corrections.ts'
import type { Happening } from './happenings.ts'
import type { InboxRow } from './inbox-rows.ts'
import type { Learned } from './learned.ts'
import type { Listed } from './listed.ts'
import type { Message } from './message.ts'
import type { MessageReading } from './message-reading.ts'
import type { Note } from './note.ts'
import { presentDues } from './service-levels/due.ts'
import type { Timeline, TimelineItem } from './timeline.ts'

/** The shapes of the API: snake_case, ISO 8601 in UTC, null for what is not there. */

const iso = (at: Date | null): string | null => at?.toISOString() ?? null
const who = (one: Who | null) => one && { id: one.id, name: one.name }

const channelOf = (channel: Channel) => ({ id: channel.id, network: channel.network, name: channel.name })

export const presentConversation = (it: Conversation) => ({
  id: it.id,
  channel: channelOf(it.channel),
  subject: it.subject,
  state: it.state,
  last_at: iso(it.lastAt),
  waiting_since: iso(it.waitingSince),
  answered_at: iso(it.answeredAt),
  message_count: it.messageCount,
  due: presentDues(it.dues),
  closure: it.closure && { by: who(it.closure.by), at: iso(it.closure.at) },
  snooze: it.snooze && { until: iso(it.snooze.until), by: who(it.snooze.by), at: iso(it.snooze.at) },
  spam: it.spam && { by: who(it.spam.by), at: iso(it.spam.at) },
  assignment: it.assignment && {
    user: who(it.assignment.user),
    team: who(it.assignment.team),
    by: who(it.assignment.by),
    at: iso(it.assignment.at),
    note_id: it.assignment.noteId,
  },
  tags: it.tags,
  followers: it.followers.map(({ id, name }) => ({ id, name })),
})

/** A page of a list; of a search, each conversation with its message that matches, and what was not understood. */
export const presentInbox = ({
  rows,
  after,
  found,
  complaint,
}: Pick<Listed, 'rows' | 'after' | 'found' | 'complaint'>) => ({
  conversations: rows.map((row) => {
    const match = found.get(row.id)
    return {
      ...presentRow(row),
      ...(match ? { match: { message_id: match.messageId, excerpt: match.pieces.join('') } } : {}),
    }
  }),
  after: after ?? null,
  ...(complaint ? { not_understood: complaint.key } : {}),
})

export const presentRow = (row: InboxRow) => ({
  id: row.id,
  channel_id: row.channel.id,
  subject: row.subject,
  excerpt: row.excerpt,
  state: row.state,
  last_at: iso(row.lastAt),
  waiting_since: iso(row.waitingSince),
  snoozed_until: iso(row.snoozedUntil),
  message_count: row.messageCount,
  unread: row.unread,
  assignment: row.user || row.team ? { user: who(row.user), team: who(row.team) } : null,
  tags: row.tags,
  reading: row.reads,
  promised_by: iso(row.promisedBy),
  leaves_at: iso(row.leavesAt),
  answer_by: iso(row.answerBy),
  due: presentDues(row.dues),
  people: row.faces.map((face) => ({ id: face.personId, identity_id: face.identityId, name: face.name })),
})

/** Certainties are those of the machine; where somebody corrected it, they say by whom. */
export const presentReading = (it: MessageReading) => ({
  depth: it.depth,
  language: it.language,
  mood: it.mood,
  score: it.score,
  intents: it.intents,
  urgency: it.urgency,
  abuse: it.abuse,
  certainty: { ...it.certainty, intents: Object.fromEntries(it.certainty.intents) },
  corrections: it.corrections.map((one) => ({
    what: one.what,
    was: one.was,
    becomes: one.becomes,
    by: who(one.by),
    at: iso(one.at),
  })),
})

export const presentCorrection = (it: KeptCorrection) => ({
  id: it.id,
  message_id: it.messageId,
  conversation_id: it.conversationId,
  text: it.excerpt,
  what: it.what,
  was: it.was,
  becomes: it.becomes,
  by: who(it.by),
  at: iso(it.at),
  undone: it.undone && { by: who(it.undone.by), at: iso(it.undone.at) },
})

/** Whether what people taught is used, and how well is read with it and without. */
export const presentLearned = (it: Learned | undefined) =>
  it ? { in_use: it.layer !== null, lessons: it.lessons, at: iso(it.learnedAt), figures: it.figures } : null

export const presentMessage = (it: Message) => ({
  id: it.id,
  conversation_id: it.conversationId,
  channel_id: it.channelId,
  external_id: it.externalId,
  parent_external_id: it.parentExternalId,
  root_external_id: it.rootExternalId,
  author: {
    identity_id: it.speaker.identityId,
    person_id: it.speaker.personId,
    name: it.speaker.name,
    handle: it.speaker.handle,
    url: it.speaker.url,
    is_bot: it.speaker.isBot,
  },
  subject: it.subject,
  text: it.text,
  text_is_clipped: it.isClipped,
  html: it.html,
  visibility: it.visibility,
  language: it.language,
  url: it.url,
  said_at: iso(it.saidAt),
  heard_at: iso(it.heardAt),
  edited_at: iso(it.editedAt),
  deleted_at: iso(it.deletedAt),
  is_ours: it.isOurs,
  asks_after: it.asksAfter,
  reactions: it.reactions.map(({ by, at, failure, ...one }) => ({
    ...one,
    by: who(by),
    at: iso(at),
    failure: failure && { kind: failure.kind, reason: failure.words.key },
  })),
  asked_moderation: it.askedModeration && {
    as: it.askedModeration.as,
    by: who(it.askedModeration.by),
    at: iso(it.askedModeration.at),
    state: it.askedModeration.state,
    failure: it.askedModeration.failure && {
      kind: it.askedModeration.failure.kind,
      reason: it.askedModeration.failure.words.key,
    },
  },
  concerns_us: it.concernsUs,
  moderation: it.moderation,
  counts: it.counts,
  media: it.media.map(({ kind, url, alt, mime, bytes, name, file }) => ({ kind, url, alt, mime, bytes, name, file })),
  revisions: it.revisions.map((one) => ({ replaced_at: iso(one.replacedAt), subject: one.subject, text: one.text })),
  reading: it.reading && presentReading(it.reading),
  topics: it.topics.map(({ id, name, says, p }) => ({ id, name, says, p })),
  reply_id: it.sent?.replyId ?? null,
  sent_by: who(it.sent?.by ?? null),
})

export const presentNote = (it: Note) => ({
  id: it.id,
  by: who(it.by),
  automation: it.automation,
  text: it.text,
  written_at: iso(it.writtenAt),
  named: it.named.map(({ id, name, written }) => ({ id, name, written })),
  attachments: it.attachments.map(presentAttachment),
})

export const presentDelivery = (it: Delivery) => ({
  id: it.id,
  reply_id: it.replyId,
  part: it.part,
  parts: it.parts,
  text: it.text,
  state: it.state,
  by: who(it.by),
  written_at: iso(it.writtenAt),
  leaves_at: iso(it.leavesAt),
  attachments: it.attachments.map(presentAttachment),
  later: it.later && { by: who(it.later.by), held_because: it.later.heldBecause },
  approval: it.approval && {
    id: it.approval.id,
    rule: it.approval.rule,
    asked_by: who(it.approval.askedBy),
    asked_at: iso(it.approval.askedAt),
    deciders: it.approval.deciders,
  },
  next_at: it.state === 'waiting' ? iso(it.nextAt) : null,
  failure: it.failure && { kind: it.failure.kind, reason: it.failure.words.key },
  settled_at: iso(it.settledAt),
})

const presentHappening = (it: Happening) => ({
  kind: it.kind,
  at: iso(it.at),
  by: who(it.by),
  user: who(it.user),
  team: who(it.team),
  tag: it.tag,
  until: iso(it.until),
  rule: who(it.rule),
  automation: it.automation,
  approval: it.approval,
  survey: it.survey && {
    id: it.survey.id,
    person: who(it.survey.person),
    mark: it.mark,
    words: it.mark && it.seq === it.survey.lastSeq ? it.survey.words : null,
  },
  other: it.other,
})

/** A conversation with a page of what was said and done in it. */
export const presentTimeline = (conversation: Conversation, { items, earlier }: Timeline) => ({
  ...presentConversation(conversation),
  messages: of(items, 'message').map(({ message, depth }) => ({ ...presentMessage(message), depth })),
  awaited: of(items, 'awaited').map((item) => item.externalId),
  notes: of(items, 'note').map((item) => presentNote(item.note)),
  deliveries: of(items, 'delivery').map((item) => presentDelivery(item.delivery)),
  events: of(items, 'happening').map((item) => presentHappening(item.happening)),
  earlier: earlier ?? null,
})

const of = <K extends TimelineItem['kind']>(items: readonly TimelineItem[], kind: K) =>
  items.filter((item): item is Extract<TimelineItem, { kind: K }> => item.kind === kind)

export const presentDraft = (draft: Draft | undefined) =>
  draft
    ? {
        text: draft.text,
        in_reply_to: draft.inReplyTo,
        kept_at: iso(draft.keptAt),
        version: draft.version,
        writers: draft.writers,
      }
    : null
