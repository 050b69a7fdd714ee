import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../../access/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { forbidden, Refusal } from '../../core/errors.ts'
import { answer, type Ctx, type Env } from '../../core/web.ts'
import { words } from '../../lib/words.ts'
import type { Shell } from '../../ui/desk.tsx'
import { answerDeed, back, pageAfter, undo } from '../answered.ts'
import { findConversation } from '../conversation.ts'
import { asked, given, idOf } from '../given.ts'
import { findListed } from '../listed.ts'
import { findMessage } from '../message.ts'
import { placeAsked, placeOf } from '../place.ts'
import { presentConversation } from '../present.ts'
import { compared, countAlong } from './compare.ts'
import { findRearrangement, rearrangementsOf } from './find.ts'
import { link, longestWhy, relatedTo, unlink } from './link.ts'
import { merge, type Rearranged } from './merge.ts'
import { presentRearrangement, presentRelated, presentSuggested } from './present.ts'
import { move, split } from './split.ts'
import { type Suggested, suggestOthers } from './suggest.ts'
import { undoRearrangement } from './undo.ts'
import { MergePage } from './views/merge-page.tsx'
import { LinkPage, PickPage, type PickProps } from './views/pick-page.tsx'
import { SplitPage } from './views/split-page.tsx'

export interface RearrangeRoutes {
  connectors: Connectors
  shell: (c: Ctx) => Promise<Shell>
}

const none = z.literal('').transform(() => undefined)
const looking = z.object({
  q: z.string().max(200).default(''),
  other: z.union([none, z.uuid()]).optional(),
  message: z.union([none, z.uuid()]).optional(),
  scope: z.enum(['under', 'after']).default('under'),
})
const merging = back.extend({ other: z.uuid(), stays: z.enum(['this', 'other']).default('this') })
const taking = back.extend({ message_id: z.uuid(), scope: z.enum(['under', 'after']).default('under') })
const moving = taking.extend({ other: z.uuid() })
const linking = back.extend({
  other: z.uuid(),
  why: z
    .string()
    .max(4 * longestWhy)
    .optional(),
})

/** Which messages stand together, as one of us decides it: merge, split, move, links, and the undoing of them. */
export function rearrangeRoutes(
  { db, clock }: Pick<Core, 'db' | 'clock'>,
  { connectors, shell }: RearrangeRoutes,
): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/conversations/:id/merge', can('close'), async (c) => {
    const { q, other } = asked(c, looking)
    const { id } = await findConversation(db, idOf(c))
    if (other) {
      const [here, there] = await Promise.all([compared(db, id), compared(db, other)])
      return answer(c, {
        json: () => ({ here: presentConversation(here.conversation), there: presentConversation(there.conversation) }),
        html: async () => <MergePage {...(await around(c))} here={here} there={there} />,
      })
    }
    return pick(c, { purpose: 'merge', id, q })
  })
  routes.post('/conversations/:id/merge', can('close'), async (c) => {
    const { other, stays, ...fields } = await given(c, merging)
    const ways = stays === 'this' ? { fromId: other, intoId: idOf(c) } : { fromId: idOf(c), intoId: other }
    const done = await db.transaction().execute((tx) => merge(tx, connectors, ways, viewerOf(c), clock.now()))
    return end(c, done, done.toId, fields, 'told-merged')
  })

  routes.get('/conversations/:id/split', can('close'), async (c) => {
    const { message: messageId } = asked(c, looking)
    const message = await findMessage(db, messageId ?? idOf(c))
    const along = await countAlong(db, message)
    return answer(c, {
      json: () => ({ message_id: message.id, ...along }),
      html: async () => {
        const here = await compared(db, message.conversationId)
        return <SplitPage {...(await around(c))} here={here} message={message} along={along} />
      },
    })
  })
  routes.post('/conversations/:id/split', can('close'), async (c) => {
    const { message_id: messageId, scope, ...fields } = await given(c, taking)
    await belongs(messageId, idOf(c))
    const taken = { messageId, scope }
    const done = await db.transaction().execute((tx) => split(tx, connectors, taken, viewerOf(c), clock.now()))
    return end(c, done, done.toId, fields, 'told-split')
  })

  routes.get('/conversations/:id/move', can('close'), async (c) => {
    const { q, message, scope } = asked(c, looking)
    const { id } = await findConversation(db, idOf(c))
    return pick(c, { purpose: 'move', id, q, message: (await findMessage(db, message ?? idOf(c))).id, scope })
  })
  routes.post('/conversations/:id/move', can('close'), async (c) => {
    const { message_id: messageId, scope, other: intoId, ...fields } = await given(c, moving)
    await belongs(messageId, idOf(c))
    const taken = { messageId, scope, intoId }
    const done = await db.transaction().execute((tx) => move(tx, connectors, taken, viewerOf(c), clock.now()))
    return end(c, done, done.toId, fields, 'told-moved')
  })

  routes.get('/conversations/:id/rearrangements', can('read'), async (c) => {
    const { id } = await findConversation(db, idOf(c))
    return c.json({ rearrangements: (await rearrangementsOf(db, id)).map(presentRearrangement) })
  })
  routes.delete('/rearrangements/:id', can('close'), async (c) => {
    const fields = await given(c, back)
    const done = await db.transaction().execute((tx) => undoRearrangement(tx, idOf(c), viewerOf(c), clock.now()))
    const json = presentRearrangement(await findRearrangement(db, done.id))
    const page = pageAfter(done.kind === 'merge' ? done.toId : done.fromId, fields)
    return answerDeed(c, json, page, { did: 'told-rearranged-back' })
  })

  routes.get('/conversations/:id/links', can('read'), async (c) => {
    const { id } = await findConversation(db, idOf(c))
    return answer(c, {
      json: async () => ({ links: (await relatedTo(db, id)).map(presentRelated) }),
      html: async () => {
        // What they are stands beside the conversation; this page makes one.
        if (!viewerOf(c).can.has('close')) throw forbidden()
        const { q, other } = asked(c, looking)
        if (!other) return pickPage(c, { purpose: 'link', id, q })
        return <LinkPage {...(await around(c))} here={await compared(db, id)} there={await compared(db, other)} />
      },
    })
  })
  routes.post('/conversations/:id/links', can('close'), async (c) => {
    const { other: otherId, why, ...fields } = await given(c, linking)
    const done = await db.transaction().execute((tx) => link(tx, { id: idOf(c), otherId, why }, viewerOf(c)))
    const deed = { did: 'told-linked', undo: undo('delete', `/conversation-links/${done.linkId}`) }
    return answerDeed(c, await linksJson(done.id), pageAfter(done.id, fields), deed, 201)
  })
  routes.delete('/conversation-links/:id', can('close'), async (c) => {
    const fields = await given(c, back)
    const gone = await db.transaction().execute((tx) => unlink(tx, idOf(c), viewerOf(c)))
    const again = { other: gone.otherId, ...(gone.why ? { why: gone.why } : {}) }
    const deed = { did: 'told-unlinked', undo: undo('post', `/conversations/${gone.id}/links`, again) }
    return answerDeed(c, await linksJson(gone.id), pageAfter(gone.id, fields), deed)
  })

  const linksJson = async (id: string) => ({ links: (await relatedTo(db, id)).map(presentRelated) })

  /** A message that stands elsewhere by now is nobody's to take from here. */
  async function belongs(messageId: string, id: string): Promise<void> {
    const [message, conversation] = await Promise.all([findMessage(db, messageId), findConversation(db, id)])
    if (message.conversationId !== conversation.id) throw new Refusal(409, words('conversations.rearranged-meanwhile'))
  }

  async function pick(c: Ctx, asking: Asking): Promise<Response> {
    return answer(c, {
      json: async () => ({ suggested: (await others(c, asking)).map(presentSuggested) }),
      html: () => pickPage(c, asking),
    })
  }
  async function pickPage(c: Ctx, asking: Asking) {
    return <PickPage {...(await around(c))} {...asking} suggested={await others(c, asking)} />
  }
  const others = (c: Ctx, { id, q }: Asking): Promise<Suggested[]> => suggestOthers(db, viewerOf(c), id, q.trim())

  async function around(c: Ctx) {
    const viewer = viewerOf(c)
    const place = placeOf(placeAsked.catch({ view: 'needs' }).parse({}))
    const [listed, drawn] = await Promise.all([findListed(db, viewer, place), shell(c)])
    return { shell: drawn, viewer, connectors, listed }
  }

  async function end(c: Ctx, done: Rearranged, page: string, fields: z.infer<typeof back>, did: string) {
    const json = presentRearrangement(await findRearrangement(db, done.id))
    return answerDeed(
      c,
      json,
      pageAfter(page, fields),
      { did, undo: undo('delete', `/rearrangements/${done.id}`) },
      201,
    )
  }

  return routes
}

type Asking = Pick<PickProps, 'purpose' | 'id' | 'q' | 'message' | 'scope'>
