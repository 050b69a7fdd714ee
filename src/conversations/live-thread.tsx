import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import type { RecordedEvent } from '../core/events.ts'
import type { T } from '../core/i18n/translator.ts'
import { Happened } from '../ui/components/remark.tsx'
import { type Delivery, deliveriesOfReplies } from './deliveries.ts'
import { findHappenings, type Happening, shownEvents } from './happenings.ts'
import type { InboxRow } from './inbox-rows.ts'
import { type Message, readMessages } from './message.ts'
import { findNotes, type Note } from './note.ts'
import { type AnsweredElsewhere, drawThread, findAnswered } from './timeline.ts'
import { stream } from './turbo.ts'
import { ReadingSummary, summaryId, whyId } from './views/reading.tsx'
import { rowId } from './views/row.tsx'
import type { Setting } from './views/said.tsx'
import { SpamOffer, spamOfferId } from './views/spam-offer.tsx'
import { Item, threadId } from './views/thread.tsx'

/** What was said longer ago is no news: it belongs further up in the thread, and whoever reads is told that it came. */
const newsMs = 60 * 60_000
const mostMessages = 100

/** Everything that a batch of events adds to threads or changes in them. */
export interface Talk {
  /** Said just now: at the end. */
  said: readonly Message[]
  /** Read or corrected just now: only that line of theirs. */
  read: readonly Message[]
  /** Edited or deleted: where they stand. */
  changed: readonly Message[]
  elsewhere: AnsweredElsewhere
  /** Conversations in which something came that does not belong at the end. */
  older: ReadonlySet<string>
  deliveries: readonly Delivery[]
  /** Messages of replies that other words have no need of. */
  gone: readonly string[]
  /** Replies that were decided now, for the first time. */
  decided: ReadonlySet<string>
  notes: readonly Note[]
  notesGone: readonly string[]
  happenings: readonly Happening[]
}

export async function findTalk(
  db: Db,
  conversationIds: readonly string[],
  events: readonly RecordedEvent[],
  now: Date,
): Promise<Talk> {
  const wanted = new Set(conversationIds)
  const here = events.filter((event) => event.conversationId !== null && wanted.has(event.conversationId))
  const of = (kind: string) => here.filter((event) => event.kind === kind)
  const heardIds = of('message.heard').flatMap((event) => texts(event.data.messages))
  // What is new here comes with its pictures anyway.
  const pictured = of('message.pictured').filter((event) => !heardIds.includes(event.messageId ?? ''))
  const replyIds = here.filter((event) => event.kind.startsWith('reply.')).flatMap((event) => texts(event.data.reply))
  const noteIds = here.filter((event) => event.kind.startsWith('note.')).flatMap((event) => texts(event.data.note))
  const seqs = here.filter((event) => (shownEvents as readonly string[]).includes(event.kind)).map((event) => event.seq)
  const [deliveries, notes, happenings] = await Promise.all([
    deliveriesOfReplies(db, replyIds),
    findNotes(db, noteIds),
    findHappenings(db, seqs),
  ])
  // The network may tell us of our own words before it has answered us: only now it is known who of us wrote them.
  const claimed = deliveries.flatMap(({ messageId }) => (messageId && !heardIds.includes(messageId) ? [messageId] : []))
  const changedIds = [...changing.flatMap(of), ...pictured].flatMap((event) => event.messageId ?? [])
  changedIds.push(...claimed)
  const readIds = [...of('message.understood'), ...of('message.corrected')].flatMap((event) => event.messageId ?? [])
  const messages = await byId(db, [...heardIds.slice(-mostMessages), ...changedIds, ...readIds.slice(-mostMessages)])
  const isNews = (message: Message) => now.getTime() - message.saidAt.getTime() < newsMs
  const heard = new Set(heardIds)
  const changed = new Set(changedIds)
  const said = messages.filter((message) => heard.has(message.id) && !changed.has(message.id) && isNews(message))
  const shown = new Set(said.map((message) => message.id))
  return {
    said,
    read: messages.filter((message) => readIds.includes(message.id) && !changed.has(message.id)),
    changed: messages.filter((message) => changed.has(message.id)),
    elsewhere: await findAnswered(db, messages),
    older: new Set(
      [
        ...of('message.heard').filter((event) => texts(event.data.messages).some((id) => !shown.has(id))),
        ...here.filter((event) => rearranged.has(event.kind)),
      ].flatMap((event) => event.conversationId ?? []),
    ),
    deliveries,
    decided: new Set(
      [...of('reply.decided'), ...of('reply.scheduled')]
        // What waited for approval stands there already.
        .filter((event) => !event.data.again && !event.data.approval)
        .concat(
          of('reply.asked'),
          of('reply.approved').filter((event) => event.data.recut === true),
        )
        .flatMap((event) => texts(event.data.reply)),
    ),
    gone: of('reply.approved').flatMap((event) => texts(event.data.gone)),
    notes,
    notesGone: noteIds.filter((id) => !notes.some((note) => note.id === id)),
    happenings,
  }
}

/** What is drawn with a message changed. */
const changing = [
  'message.edited',
  'message.deleted',
  'message.reacted',
  'message.reaction-settled',
  'message.moderated',
  'message.moderation-settled',
]

/** Somebody put messages there, or took some away. */
const rearranged: ReadonlySet<string> = new Set([
  'conversation.merged',
  'conversation.split',
  'conversation.moved-in',
  'conversation.moved-out',
  'conversation.rearranged-back',
])

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')

const byId = (db: Db, ids: readonly string[]): Promise<Message[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : readMessages(db, sql`where m.id = any(${ids}::uuid[]) order by m.said_at, m.id`)

/** The changes in one conversation's thread. */
export function drawTalk(setting: Setting, row: InboxRow, talk: Talk): string {
  const thread = { target: threadId(row.id) }
  const here = <One extends { conversationId: string }>(all: readonly One[]) =>
    all.filter((one) => one.conversationId === row.id)
  const said = drawThread(here(talk.said), talk.elsewhere).filter((item) => item.kind === 'message')
  return [
    ...(talk.older.has(row.id) ? [stream('append', thread, <Older setting={setting} />)] : []),
    ...said.map((item) => stream('append', thread, <Item setting={setting} item={item} />)),
    ...here(talk.changed).flatMap((message) =>
      drawThread([message], talk.elsewhere)
        .filter((item) => item.kind === 'message')
        .map((item) => stream('replace', { target: `message-${message.id}` }, <Item setting={setting} item={item} />)),
    ),
    ...here(talk.read).flatMap((message) => [
      stream('replace', { target: summaryId(message.id) }, <ReadingSummary t={setting.t} message={message} />),
      stream(
        'replace',
        { target: spamOfferId(message.id) },
        <SpamOffer t={setting.t} message={message} mayMark={setting.mayReply} />,
      ),
      stream('reload', { target: whyId(message.id) }),
    ]),
    ...talk.gone.map((id) => stream('remove', { target: `delivery-${id}` })),
    ...here(talk.deliveries).map((delivery) => drawDelivery(setting, delivery, talk.decided.has(delivery.replyId))),
    ...here(talk.notes).map((note) =>
      stream('append', thread, <Item setting={setting} item={{ kind: 'note', at: note.writtenAt, note }} />),
    ),
    ...talk.notesGone.map((id) => stream('remove', { target: `note-${id}` })),
    ...here(talk.happenings).map((happening) =>
      stream('append', thread, <Item setting={setting} item={{ kind: 'happening', at: happening.at, happening }} />),
    ),
    ...(said.length > 0 ? [stream('replace', { target: `seen-${row.id}` }, <Seen conversationId={row.id} />)] : []),
  ].join('')
}

/** What is on the network stands in the thread as a message; what was taken back stands nowhere. */
function drawDelivery(setting: Setting, delivery: Delivery, isNew: boolean): string {
  const target = `delivery-${delivery.id}`
  const isGone = delivery.state === 'withdrawn' || (delivery.state === 'sent' && delivery.messageId !== null)
  if (isGone) return stream('remove', { target })
  const item = <Item setting={setting} item={{ kind: 'delivery', at: delivery.writtenAt, delivery }} />
  return isNew
    ? stream('append', { target: threadId(delivery.conversationId) }, item)
    : stream('replace', { target }, item)
}

/** A thread that became part of another: its row goes, and whoever reads it is led on. */
export const drawUnions = (events: readonly RecordedEvent[], t: T): string =>
  events
    .flatMap((event) => {
      const [absorbed, conversationId] = unionIn(event)
      if (!absorbed || !conversationId) return []
      const leads = (
        <Happened icon="git-merge" id={`older-${absorbed}`}>
          <a href={`/conversations/${conversationId}`}>{t('conversations.united-into')}</a>
        </Happened>
      )
      return [stream('remove', { target: rowId(absorbed) }), stream('append', { target: threadId(absorbed) }, leads)]
    })
    .join('')

function unionIn({ kind, conversationId, data }: RecordedEvent): [absorbed?: string | undefined, into?: string | null] {
  if (kind === 'conversation.united') return [texts(data.absorbed)[0], conversationId]
  return kind === 'conversation.merged' ? [texts(data.other)[0], conversationId] : []
}

const Older = ({ setting: { t, conversationId } }: { setting: Setting }) => (
  <Happened icon="history" id={`older-${conversationId}`}>
    <a href={`/conversations/${conversationId}`}>{t('conversations.older-came')}</a>
  </Happened>
)

/**
 * Asks for itself when it comes into sight, and so tells that whoever has the conversation before them has read it: a
 * browser in the background shows nothing and asks nothing.
 */
export const Seen = ({ conversationId }: { conversationId: string }) => (
  <turbo-frame id={`seen-${conversationId}`} src={`/conversations/${conversationId}/seen`} loading="lazy" />
)
