import type { z } from 'zod'
import type { UntrustedHtml } from '../lib/html.ts'
import type { Json } from '../lib/json.ts'
import type { TextLimit } from '../lib/text-limit.ts'
import type { Dictionary, Words } from '../lib/words.ts'

/**
 * What Tertulia asks of the code that hears and speaks on one network. A connector translates and never stores.
 * What a network does not offer is absent from the connector's object, and the pages read it there.
 * Every method may throw a ConnectorFailure; anything else it throws is a surprise and counts as *temporary*.
 */
export interface Connector {
  /** The word in addresses and in the database: `mastodon`. Lower case, never changed once published. */
  network: string
  /** The network's own name, the same in every language. */
  name: string
  /** One or two characters shown on the person's face when there is no room for the name. */
  mark: string
  /** The settings, each field with `.meta(field({...}))` saying its label, its help and whether it is secret. */
  settings: z.ZodObject
  /** This connector's sentences. Keys begin with `<network>.`. */
  words: Dictionary
  /** Tries the settings, and says in words what was found. Also called daily, to notice lost access. */
  test(context: Context): Promise<Found>
  /** What a person must copy to the other side: a signing secret. Shown to those who may change windows. */
  toCopy?(settings: Record<string, unknown>): { label: string; value: string }[]
  /** Asks the person's consent at the network (OAuth) instead of for a secret. */
  consent?: Consent
  /** What is new since the cursor; undefined the first time, when only what comes from now on matters. */
  newest?(context: Context, cursor: Json | undefined): Promise<Batch>
  /** Backwards from now until `since`, page by page. Over when `more` is false. */
  history?(context: Context, cursor: Json | undefined, since: Date): Promise<Batch>
  /** Pushes batches as they come, until the signal aborts. A failure or a return falls back to `newest`. */
  stream?(context: Context, cursor: Json | undefined, push: (batch: Batch) => Promise<void>): Promise<void>
  /** Whether there is a stream with these settings. Absent: always, where there is `stream`. */
  canStream?(context: Context): boolean
  /**
   * Overheard messages that a query wants kept, whole, where streams tell less than the network's lists: with their
   * authors' names and their media. Those that were deleted meanwhile are left out.
   */
  inFull?(context: Context, messages: readonly HeardMessage[]): Promise<HeardMessage[]>
  /** Translates what the network posts to us. The request is proved authentic here or refused with `reconnect`. */
  webhook?(context: Context, request: WebhookRequest): Promise<Batch>
  /** The messages around one that was heard, so that its thread is whole. */
  surroundings?(context: Context, externalId: string): Promise<Heard[]>
  speak?: Speech
  /** What can be done to a message without a word. */
  react?: Partial<Record<Reaction, Reacting>>
  /** What may be done to a message that is there, by name: approve, hold, spam, trash; or, in threads that are ours, hide and show. */
  moderate?: Partial<Record<Moderation, (context: Context, externalId: string) => Promise<void>>>
  /** Whether that may be done to this one. Absent: to all. */
  moderates?(account: Account, message: { externalId: string; rootExternalId: string | null }): boolean
}

export type Reaction = 'like' | 'boost'

/** One of them, under the network's own name for it. */
export interface Reacting {
  /** The key of that name, in the connector's words: `mastodon.favourite`. */
  label: string
  /** Of messages that are so open; of all where it is left out. */
  to?: readonly Visibility[]
  /** Does it, or takes it back. Twice is once: a try whose outcome is unknown is made again. */
  set(context: Context, to: Reacted, on: boolean): Promise<void>
}

/** The message that is reacted to. */
export interface Reacted {
  externalId: string
  replyKey: Json | undefined
  /** Ours, the same at every try: for record keys that we choose. */
  key: string
}

export type Moderation = 'approve' | 'hold' | 'spam' | 'trash' | 'hide' | 'show'

/** What every method of a connector is given. */
export interface Context {
  /** Parsed by the connector's own schema. */
  settings: Record<string, unknown>
  /** What `test` found when the channel was connected; undefined while it is first tried. */
  account: Account | undefined
  /** Guarded: refuses private addresses, bounds time and size, turns HTTP failures into ConnectorFailure. */
  http: Http
  /** Aborted when the channel is paused or Tertulia stops. */
  signal: AbortSignal
  now: () => Date
  /** Remembers new settings (a rotated token), encrypted. The one thing a connector may have kept for it. */
  keepSettings(changed: Record<string, unknown>): Promise<void>
}

/** Outgoing requests. `fetch` is the guarded one; libraries that take a `fetch` are given it. */
export interface Http {
  fetch: typeof globalThis.fetch
  /** Reads a body of at most `maxBytes` (default 10 MB), else throws ConnectorFailure `invalid`. */
  request(url: string | URL, options?: HttpOptions): Promise<HttpAnswer>
}

export interface HttpOptions {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  timeoutMs?: number
  maxBytes?: number
  /** Statuses that are answers, not failures. 2xx always are. */
  accept?: number[]
  signal?: AbortSignal
}

export interface HttpAnswer {
  status: number
  /** Where it came from after redirects. */
  url: string
  /** The first permanent redirect's target, when every hop before it was permanent too. */
  movedTo?: string
  headers: Headers
  body: Uint8Array
  text(): string
  json(): unknown
}

/** The account, feed or page behind a channel. */
export interface Account {
  /** Stable for the life of the account. Two channels with the same network and id are the same window. */
  externalId: string
  name: string
  handle?: string
  url?: string
  avatarUrl?: string
  /** The identities' external ids that are us, to recognise what we say from the network's own app. */
  ourIds: string[]
  /** Why we can hear here but not speak, where that is so: a token without the right, no address to answer at. */
  cannotSay?: Words
  /** Facts of this place that later calls need: limits, addresses. */
  facts?: Record<string, Json>
}

/** The result of a test, in words. */
export interface Found {
  account: Account
  hears: Words[]
  says: Words[]
  limits: Words[]
}

export interface Consent {
  /** Where to send the person's browser, and what to keep (encrypted) until they come back. */
  begin(context: Context, back: { redirectUri: string; state: string }): Promise<{ url: string; keep: Json }>
  /** The complete settings, from what the network sent back. */
  complete(
    context: Context,
    keep: Json,
    answer: { redirectUri: string; params: Record<string, string> },
  ): Promise<Record<string, unknown>>
}

/** One page of what was heard. It is stored, and the cursor moved, in one transaction. */
export interface Batch {
  heard: Heard[]
  /** Where to go on from. Stored as given; a connector must be able to read its own older ones. */
  cursor: Json
  /** There is more right now. */
  more: boolean
  /** When to ask again, in milliseconds; the house has a default for silence and bounds for noise. */
  againInMs?: number
}

export type Heard =
  | { kind: 'message'; message: HeardMessage }
  /** It is no longer there. `overheard`: most likely it never was here. */
  | { kind: 'deletion'; externalId: string; overheard?: true }
  /** It could not be understood; shown on the window's page with the reason and the raw beginning. */
  | { kind: 'refused'; externalId?: string; reason: Words; excerpt: string }

export type Visibility = 'public' | 'unlisted' | 'followers' | 'direct'

export interface HeardMessage {
  /** The network's id: the same message always has the same one, within one channel. */
  externalId: string
  parentExternalId?: string
  /** The first message of the thread, where the network tells it. */
  rootExternalId?: string
  author: HeardAuthor
  /** A post's or an episode's title. */
  subject?: string
  /** Either plain text or markup; of markup the text is made by intake. */
  body: { text: string } | { html: UntrustedHtml }
  media: HeardMedia[]
  visibility: Visibility
  /** BCP 47, as the network says. */
  language?: string
  /** Where a person can see it. */
  url?: string
  saidAt: Date
  /** Present when it was changed since; a later one replaces the text and keeps a revision. */
  editedAt?: Date
  counts?: { replies?: number; likes?: number; shares?: number }
  /** How it stands with the network's own moderation, where there is one. */
  moderation?: 'approved' | 'held' | 'spam' | 'trash'
  /** Whether it speaks to us or of us (false: only there to make a thread whole). Default true. */
  concernsUs?: boolean
  /** From a stream of what anybody says: kept if a query watches for it, else only counted. */
  overheard?: true
  /** Names to address in a reply, as the network writes them, ours excluded: `@lucas@example.org`. */
  mentions?: string[]
  /** What `send` needs to answer this one and cannot derive (a cid, a token). At most 2 kB. */
  replyKey?: Json
}

export interface HeardAuthor {
  /** Unique within the network (not only within the channel): an account's URI, a DID, an e-mail at a site. */
  externalId: string
  name: string
  handle?: string
  url?: string
  avatarUrl?: string
  /** It is software by its own declaration. */
  isBot?: boolean
}

export interface HeardMedia {
  kind: 'image' | 'video' | 'audio' | 'file'
  url: string
  /** The author's description. */
  alt?: string
  mime?: string
  bytes?: number
  name?: string
}

/** One text to say, as a reply to a message that was heard. */
export interface Spoken {
  text: string
  /** Ours, the same at every try: for idempotency keys and for record keys that we choose. */
  key: string
  inReplyTo: {
    externalId: string
    rootExternalId: string | undefined
    visibility: Visibility
    author: HeardAuthor
    mentions: string[]
    language: string | undefined
    replyKey: Json | undefined
  }
  /** When this try's decision was made; a look-up need not search before it. */
  decidedAt: Date
  /** What goes with it, in order, as `attach` allows; absent: words alone. Never there where `attach` is absent. */
  attachments?: readonly SpokenAttachment[]
  /** What the text's first link leads to, where `links` is `sent` and nothing is attached. */
  card?: SpokenCard
}

/** A file that goes with a text. What should not be told (where a picture was taken) is out of it already. */
export interface SpokenAttachment {
  /** Ours, the same at every try. */
  key: string
  name: string
  mime: string
  bytes: number
  /** What is to be seen in it, in its author's words; empty where they said nothing. */
  alt: string
  /** Of a picture, as it is seen. */
  size: { width: number; height: number } | undefined
  /** Where whoever has this address can fetch it for a week; undefined where we have no address that others reach. */
  url: string | undefined
  /** Its bytes. Throws ConnectorFailure: `temporary` while they cannot be reached, `invalid` when they are lost. */
  read(): Promise<Uint8Array>
}

/** What a link leads to, as its page says. */
export interface SpokenCard {
  url: string
  title: string
  description: string
  picture: { mime: string; bytes: number; read(): Promise<Uint8Array> } | undefined
}

/** What may go with a text. */
export interface Attachable {
  /** How many, at most. */
  most: number
  /** Of which kinds, by what they contain (`image/png`), and how many bytes each kind may have. */
  kinds: Readonly<Record<string, number>>
  /** Pixels of a picture (width by height), where the network counts them. */
  maxPixels?: number
  /** How many characters a description may have; absent: the network shows none. */
  altMax?: number
}

/** What stands on the network now. */
export interface Said {
  externalId: string
  url?: string
  saidAt: Date
  replyKey?: Json
}

export interface Speech {
  /** How long one message may be, here (an instance may have its own limit). */
  limit(account: Account): TextLimit
  /** Text that the network's custom wants before ours: mentions of everybody in the thread. Editable by the author. */
  opening?(account: Account, inReplyTo: Spoken['inReplyTo']): string
  /** Whom it answers and would not tell of this text, by their handle, since it does not name them. Absent: it tells always. */
  untold?(account: Account, inReplyTo: Spoken['inReplyTo'], text: string): string | undefined
  /**
   * Says it. With `idempotent`, saying the same key twice stands once on the network. Without it, an unknown outcome
   * is looked up with `find`, and if that is absent or says `unknown`, given to a person.
   */
  send(context: Context, spoken: Spoken): Promise<Said>
  idempotent: boolean
  /** Something public can be answered to its author alone: `send` with the visibility `direct`. */
  privately?: true
  /**
   * What may go with a text, here, or why nothing can just now; absent: the network takes nothing. The pages read it there,
   * and nothing else reaches `send`.
   */
  attach?(account: Account): Attachable | { cannot: Words }
  /**
   * What becomes of a link in a text: `made`, the network looks it up and shows what it leads to; `sent`, it shows what we
   * send with the text (`Spoken.card`). Absent: it stays a link.
   */
  links?: 'made' | 'sent'
  /** Looks for what may have been said: it, `absent` (surely not there), or `unknown`. */
  find?(context: Context, spoken: Spoken): Promise<Said | 'absent' | 'unknown'>
}

export interface WebhookRequest {
  method: string
  url: string
  headers: Headers
  body: Uint8Array
  /** The caller proved who they are by a token of ours; nothing else need be proved. */
  trusted: boolean
}
