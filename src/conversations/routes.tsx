import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../access/index.ts'
import { findChannel } from '../channels/index.ts'
import type { Connectors } from '../connectors/index.ts'
import type { Core } from '../core/core.ts'
import { answer, type Ctx, type Env, wantsJson } from '../core/web.ts'
import type { Known, ShellOf } from '../ui/shell.ts'
import type { Slots } from '../ui/slots.ts'
import { absenceRoutes } from './absence/routes.tsx'
import { decisionRoutes } from './approval/decision-routes.ts'
import { findDeciding } from './approval/find-deciding.ts'
import { firstWaiting } from './approval/find-waiting.ts'
import { approvalRoutes } from './approval/routes.tsx'
import { assignmentRoutes } from './assignment/routes.tsx'
import { skillRoutes } from './assignment/skill-routes.tsx'
import { attachmentsOfWriter } from './attachments/of-note.ts'
import { attachmentRoutes } from './attachments/routes.tsx'
import { bulkRoutes } from './bulk/routes.tsx'
import { type CoachedText, type CoachRoutes, coachRoutes } from './coach/routes.tsx'
import { sayOf } from './coach/say.tsx'
import { type Conversation, findConversation } from './conversation.ts'
import { readCursor } from './cursor.ts'
import { told } from './flash.ts'
import { asked, idOf } from './given.ts'
import { laterRoutes } from './later-routes.ts'
import { type LearningRoutes, learningRoutes } from './learning-routes.tsx'
import type { OpenHttp } from './link-preview/preview.ts'
import { linkPreviewRoutes } from './link-preview/routes.tsx'
import { findListed } from './listed.ts'
import { findMessage } from './message.ts'
import { nextRoutes } from './next/routes.tsx'
import { placeAsked, placeOf } from './place.ts'
import { seenNow } from './presence/meanwhile.ts'
import { presenceRoutes } from './presence/routes.tsx'
import { presentInbox, presentMessage, presentTimeline } from './present.ts'
import { promiseRoutes } from './promises/routes.tsx'
import { reactionRoutes } from './reactions/routes.ts'
import { markRead } from './read.ts'
import { type ReadingRoutes, readingRoutes } from './reading-routes.tsx'
import { rearrangeRoutes } from './rearrange/routes.tsx'
import { responseRoutes } from './response-tree/routes.ts'
import { savedReplyRoutes } from './saved-replies/routes.tsx'
import { savedViewRoutes } from './saved-views/routes.tsx'
import { placeNamed } from './saved-views/saved-view.ts'
import { levelRoutes } from './service-levels/level-routes.tsx'
import { findShown } from './shown.ts'
import {
  conversationAside,
  conversationBeforeReply,
  conversationDeeds,
  conversationHappenings,
  conversationsDeeds,
} from './slots.ts'
import { type PageAgain, type Refused, speechRoutes } from './speech-routes.ts'
import { stateRoutes } from './state-routes.ts'
import { surveyRoutes } from './survey/routes.tsx'
import { findTimeline, lastOfRuns } from './timeline.ts'
import { ConversationPage } from './views/conversation-page.tsx'
import { InboxPage } from './views/inbox-page.tsx'
import { MessagePage } from './views/message-page.tsx'
import { networkName } from './views/where.tsx'
import { calendarRoutes } from './working-time/calendar-routes.tsx'

export interface ConversationRoutes {
  connectors: Connectors
  slots: Slots
  shellOf: ShellOf
  explain: ReadingRoutes['explain']
  keys: ReadingRoutes['keys']
  housePages: LearningRoutes['housePages']
  /** The guarded client, to ask pages that we link to what they say of themselves. */
  http: OpenHttp
}

const conversationAsked = placeAsked.extend({
  /** The message to answer. */
  to: z.uuid().optional(),
  before: z.string().max(200).optional(),
  /** A message that the page is to have. */
  at: z.uuid().optional(),
  write: z.literal('note').optional(),
  /** A promise that they are to be told was not kept. */
  promise: z.uuid().optional(),
  /** A colleague's answer that waits for approval. */
  decide: z.uuid().optional(),
})

/** The inbox, a conversation, a message, and everything one of us does with them. */
export function conversationRoutes(core: Core, given: ConversationRoutes): Hono<Env> {
  const { connectors, slots, shellOf } = given
  const { db } = core
  const routes = new Hono<Env>()

  routes.get('/conversations', can('read'), async (c) => {
    const query = asked(c, placeAsked)
    const viewer = viewerOf(c)
    const place = await placeNamed(db, placeOf(query), c.req.query(), viewer)
    const listing = findListed(db, viewer, place, query.limit)
    return answer(c, {
      json: async () => presentInbox(await listing),
      html: async () => {
        const needing = listing.then(({ counts }) => counts.needs)
        const [listed, shell, bulk] = await Promise.all([listing, shellWithNews(c, { needing }), bulkMore(c)])
        return <InboxPage {...{ shell, viewer, connectors, listed }} bulkMore={bulk} />
      },
    })
  })

  // Before the conversations themselves: `next` and `views` are no ids of one.
  routes.route('/', nextRoutes(core, { connectors, shell: (c) => shellWithNews(c) }))
  routes.route('/', savedViewRoutes(core, { connectors, shell: (c) => shellWithNews(c) }))

  routes.get('/conversations/:id', can('read'), async (c) => {
    const conversation = await findConversation(db, idOf(c))
    // Its thread became part of another one: the old address still leads there.
    if (conversation.id !== idOf(c)) return c.redirect(movedTo(c, conversation.id), 308)
    if (wantsJson(c)) {
      const { before, limit } = asked(c, conversationAsked)
      const seen = await seenNow(db, conversation.id)
      const more = { before: readCursor(before), ...(limit ? { limit } : {}) }
      const timeline = await findTimeline(db, conversation.id, more)
      return c.json({ ...presentTimeline(conversation, timeline), seen })
    }
    await markRead(db, conversation.id, viewerOf(c))
    return page(c, conversation)
  })

  // What a page of a conversation asks for when something new comes into sight.
  routes.get('/conversations/:id/seen', can('read'), async (c) => {
    await markRead(db, idOf(c), viewerOf(c))
    return c.html(`<turbo-frame id="seen-${idOf(c)}"></turbo-frame>`)
  })

  routes.get('/messages/:id', can('read'), async (c) => {
    const message = await findMessage(db, idOf(c))
    return answer(c, {
      json: () => presentMessage(message),
      html: async () => {
        const { network } = await findChannel(db, message.channelId)
        const name = networkName(connectors, network)
        return <MessagePage shell={await shellWithNews(c)} message={message} network={name} />
      },
    })
  })

  const pageAgain: PageAgain = async (c, id, refused) => page(c, await findConversation(db, id), refused)
  routes.route('/', stateRoutes(core, pageAgain))
  routes.route('/', bulkRoutes(core, { shell: (c) => shellWithNews(c) }))
  routes.route('/', presenceRoutes(core))
  routes.route('/', readingRoutes(core, { ...given, shell: (c) => shellWithNews(c) }))
  routes.route('/', learningRoutes(core, { ...given, shell: (c) => shellWithNews(c) }))
  const coachAgain: CoachRoutes['pageAgain'] = (c, conversation, coached) => page(c, conversation, undefined, coached)
  routes.route('/', coachRoutes(core, { ...given, shell: (c) => shellWithNews(c), pageAgain: coachAgain }))
  const say = sayOf(core, connectors, coachAgain)
  routes.route('/', promiseRoutes(core, { say, shell: (c) => shellWithNews(c) }))
  routes.route('/', responseRoutes(core))
  routes.route('/', calendarRoutes(core, { ...given, shell: (c) => shellWithNews(c) }))
  routes.route('/', absenceRoutes(core, { shell: (c) => shellWithNews(c) }))
  routes.route('/', skillRoutes(core, { ...given, shell: (c) => shellWithNews(c) }))
  routes.route('/', assignmentRoutes(core, { ...given, shell: (c) => shellWithNews(c) }))
  routes.route('/', levelRoutes(core, { ...given, shell: (c) => shellWithNews(c) }))
  routes.route('/', savedReplyRoutes(core, { ...given, shell: (c) => shellWithNews(c) }))
  routes.route('/', laterRoutes(core))
  routes.route('/', rearrangeRoutes(core, { connectors, shell: (c) => shellWithNews(c) }))
  routes.route('/', surveyRoutes(core, { ...given, shell: (c) => shellWithNews(c) }))
  routes.route('/', reactionRoutes(core, connectors))
  routes.route('/', speechRoutes(core, connectors, pageAgain, given.http))
  routes.route('/', attachmentRoutes(core, connectors, pageAgain))
  routes.route('/', linkPreviewRoutes(core, connectors, given.http))
  routes.route('/', decisionRoutes(core, connectors, pageAgain))
  routes.route('/', approvalRoutes(core, { ...given, shell: (c) => shellWithNews(c) }))

  async function page(c: Ctx, conversation: Conversation, refused?: Refused, coached?: CoachedText): Promise<Response> {
    const viewer = viewerOf(c)
    const { t } = c.var
    const written = refused?.reply ?? refused?.note ?? refused?.decision
    const query = conversationAsked
      .catch({ view: 'needs' })
      .parse(written?.back ? queryIn(written.back) : c.req.query())
    const { to, before: earlier, at } = query
    const first = refused || query.view !== 'approve' ? undefined : await firstWaiting(db, conversation.id, viewer.id)
    const decide = refused?.decision?.replyId ?? query.decide ?? first
    const deciding = decide ? await findDeciding(db, connectors, conversation, decide, viewer) : undefined
    const showing = findShown(core, connectors, conversation, viewer, {
      place: placeOf(query),
      to: deciding?.inReplyTo ?? refused?.reply?.inReplyTo ?? coached?.inReplyTo ?? to,
      before: earlier,
      at,
    })
    const isNote = query.write === 'note'
    const [shown, ofNote, shell, before, deeds, bulk] = await Promise.all([
      showing,
      isNote || refused?.note ? attachmentsOfWriter(db, conversation.id, viewer) : [],
      shellWithNews(c, { needing: showing.then(({ listed }) => listed.counts.needs) }),
      slots.draw(conversationBeforeReply, [conversation.id], { t, viewer }),
      slots.draw(conversationDeeds, [conversation.id], { t, viewer }),
      bulkMore(c),
    ])
    const people = shown.person ? [shown.person.id] : []
    const runs = lastOfRuns(shown.timeline)
    const [aside, afterRun] = await Promise.all([
      slots.draw(conversationAside, people, { t, viewer }),
      slots.draw(conversationHappenings, [...runs.values()], { t, viewer }),
    ])
    const html = (
      <ConversationPage
        {...shown}
        shell={shell}
        refused={refused}
        coached={coached}
        deciding={deciding}
        isNote={isNote}
        ofNote={ofNote}
        breaking={query.promise}
        asideMore={people.flatMap(aside)}
        beforeReply={before(conversation.id)}
        happenedMore={({ seq }) => afterRun(runs.get(seq) ?? '')}
        deedsMore={deeds(conversation.id)}
        bulkMore={bulk}
      />
    )
    return c.html(
      String(await html),
      refused?.decision?.status ?? (refused?.reply?.meanwhile ? 409 : refused ? 422 : 200),
    )
  }

  const bulkMore = async (c: Ctx) =>
    (await slots.draw(conversationsDeeds, ['list'], { t: c.var.t, viewer: viewerOf(c) }))('list')

  const shellWithNews = async (c: Ctx, known?: Known) => {
    const flash = told(c)
    return { ...(await shellOf(c, known)), ...(flash ? { flash } : {}) }
  }

  return routes
}

const queryIn = (path: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(path.slice(path.indexOf('?') + 1)))

function movedTo(c: Ctx, id: string): string {
  const url = new URL(c.req.url)
  return url.pathname.replace(/[^/]+$/, id) + url.search
}
