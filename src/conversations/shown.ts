import type { Connectors } from '../connectors/index.ts'
import type { Core } from '../core/core.ts'
import type { Db } from '../core/database.ts'
import type { Viewer } from '../core/web.ts'
import { findPerson } from '../people/index.ts'
import { findAssignees } from './assignees.ts'
import type { Conversation } from './conversation.ts'
import { readCursor } from './cursor.ts'
import { findDraft, whoElseWrites } from './draft.ts'
import { facesOf } from './inbox-rows.ts'
import { findListed } from './listed.ts'
import { conversationsOf } from './of-person.ts'
import type { Place } from './place.ts'
import { findReplyTarget } from './reply-target.ts'
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
  const before = readCursor(asked) ?? (at ? await pageAround(db, id, at) : undefined)
  const [listed, timeline, answer, others, assignees] = await Promise.all([
    findListed(db, viewer, { ...place, after: undefined }),
    findTimeline(db, id, { before }),
    findAnswer(db, id, viewer, to),
    whoElseWrites(db, id, viewer, now),
    findAssignees(db),
  ])
  return {
    now,
    viewer,
    connectors,
    conversation,
    listed,
    timeline,
    isLatest: before === undefined,
    others,
    ...answer,
    ...assignees,
  }
}

/** What is being answered, with what, and who said it. */
async function findAnswer(db: Db, id: string, viewer: Viewer, to: string | undefined) {
  const [draft, allFaces] = await Promise.all([findDraft(db, id, viewer), facesOf(db, [id])])
  const faces = allFaces.get(id) ?? []
  const target = await findReplyTarget(db, id, to ?? draft?.inReplyTo ?? undefined)
  const personId = target?.personId ?? faces[0]?.personId
  const [person, otherConversations] = personId
    ? await Promise.all([findPerson(db, personId), conversationsOf(db, personId, { limit: 5, except: id })])
    : [undefined, []]
  return { faces, draft, target, person, otherConversations }
}
