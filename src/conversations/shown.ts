import type { Connectors } from '../connectors/index.ts'
import type { Core } from '../core/core.ts'
import type { Db } from '../core/database.ts'
import { together } from '../core/together.ts'
import type { Viewer } from '../core/web.ts'
import { findPerson } from '../people/index.ts'
import { attachedVersions, attachmentsOfDraft } from './attachments/attachment.ts'
import type { Conversation } from './conversation.ts'
import { readCursor } from './cursor.ts'
import { findDraft } from './draft.ts'
import { facesOf } from './inbox-rows.ts'
import { findListed } from './listed.ts'
import { conversationsOf } from './of-person.ts'
import type { Place } from './place.ts'
import { seenNow } from './presence/meanwhile.ts'
import { asPromised, hereAsked } from './promises/promise.ts'
import { rearrangementsAsked } from './rearrange/find.ts'
import { latestFirst, relatedAsked } from './rearrange/link.ts'
import { audiencesAsked, channelsOf, windowsAsked } from './reply-audiences.ts'
import { findReplyTarget } from './reply-target.ts'
import { responseAsked, responseOf } from './response-tree/proposal.ts'
import { findTimeline, pageAround } from './timeline.ts'

/** What of a conversation is asked for. */
export interface Asked {
  place: Place
  /** The message to answer. */
  to?: string | undefined
  before?: string | undefined
  /** A message that the page is to have. */
  at?: string | undefined
}

/** Finds everything that the page of a conversation shows. */
export async function findShown(
  { db, clock }: Pick<Core, 'db' | 'clock'>,
  connectors: Connectors,
  conversation: Conversation,
  viewer: Viewer,
  { place, to, before: asked, at }: Asked,
) {
  const { id } = conversation
  const now = clock.now()
  // Before anything is read: what comes while the page is drawn counts as unseen.
  const seen = await seenNow(db, id)
  const before = readCursor(asked) ?? (at ? await pageAround(db, id, at) : undefined)
  const [listed, timeline, answer, around] = await Promise.all([
    findListed(db, viewer, { ...place, after: undefined }),
    findTimeline(db, id, { before }),
    findAnswer(db, id, to),
    findAround(db, id, viewer.id),
  ])
  return {
    now,
    viewer,
    connectors,
    conversation,
    listed,
    timeline,
    isLatest: before === undefined,
    seen,
    present: listed.present.get(id) ?? [],
    teams: listed.teams,
    teammates: listed.teammates,
    ...answer,
    ...around,
  }
}

/** What else it has to do with, and where one can answer in it: in one round. */
async function findAround(db: Db, id: string, viewerId: string) {
  const asked = await together(db, {
    related: relatedAsked(id),
    rearranged: rearrangementsAsked(id),
    audiences: audiencesAsked(id),
    windows: windowsAsked(id),
    promises: hereAsked(id),
    response: responseAsked(id, viewerId),
  })
  const { rearranged, audiences, windows } = asked
  const promises = asked.promises.map(asPromised)
  const [response] = asked.response
  return {
    promises,
    response: responseOf(response),
    isTreeHidden: response?.hidden ?? false,
    related: latestFirst(asked.related),
    rearranged,
    audiences,
    channels: await channelsOf(db, windows),
  }
}

/** What is being answered, with what, and who said it. */
async function findAnswer(db: Db, id: string, to: string | undefined) {
  const [draft, faces, attachments, versions] = await Promise.all([
    findDraft(db, id),
    facesOf(db, id),
    attachmentsOfDraft(db, id),
    attachedVersions(db, [id]),
  ])
  const target = await findReplyTarget(db, id, to ?? draft?.inReplyTo ?? undefined)
  const personId = target?.personId ?? faces[0]?.personId
  const [person, otherConversations] = personId
    ? await Promise.all([findPerson(db, personId), conversationsOf(db, personId, { limit: 5, except: id })])
    : [undefined, []]
  const attached = { attachments, version: versions.get(id) ?? '' }
  return { faces, draft, attached, target, person, otherConversations }
}
