import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../access/index.ts'
import { findChannel } from '../channels/index.ts'
import type { Connectors } from '../connectors/index.ts'
import type { Core } from '../core/core.ts'
import { answer, type Ctx, type Env, wantsJson } from '../core/web.ts'
import type { ShellOf } from '../ui/shell.ts'
import type { Slots } from '../ui/slots.ts'
import { type Conversation, findConversation } from './conversation.ts'
import { readCursor } from './cursor.ts'
import { told } from './flash.ts'
import { asked, idOf } from './given.ts'
import { type LearningRoutes, learningRoutes } from './learning-routes.tsx'
import { findListed } from './listed.ts'
import { findMessage } from './message.ts'
import { placeAsked, placeOf } from './place.ts'
import { presentInbox, presentMessage, presentTimeline } from './present.ts'
import { markRead } from './read.ts'
import { type ReadingRoutes, readingRoutes } from './reading-routes.tsx'
import { findShown } from './shown.ts'
import { conversationAside, conversationBeforeReply } from './slots.ts'
import { type Refused, speechRoutes } from './speech-routes.ts'
import { stateRoutes } from './state-routes.ts'
import { findTimeline } from './timeline.ts'
import { ConversationPage } from './views/conversation-page.tsx'
import { InboxPage } from './views/inbox-page.tsx'
import { MessagePage } from './views/message-page.tsx'
import { networkName } from './views/where.tsx'

export interface ConversationRoutes {
  connectors: Connectors
  slots: Slots
  shellOf: ShellOf
  explain: ReadingRoutes['explain']
  keys: ReadingRoutes['keys']
  housePages: LearningRoutes['housePages']
}

const conversationAsked = placeAsked.extend({
  /** The message to answer. */
  to: z.uuid().optional(),
  before: z.string().max(200).optional(),
  /** A message that the page is to have. */
  at: z.uuid().optional(),
  write: z.literal('note').optional(),
})

/** The inbox, a conversation, a message, and everything one of us does with them. */
export function conversationRoutes(core: Core, given: ConversationRoutes): Hono<Env> {
  const { connectors, slots, shellOf } = given
  const { db } = core
  const routes = new Hono<Env>()

  routes.get('/conversations', can('read'), async (c) => {
    const query = asked(c, placeAsked)
    const viewer = viewerOf(c)
    const listed = await findListed(db, viewer, placeOf(query), query.limit)
    return answer(c, {
      json: () => presentInbox(listed),
      html: async () => (
        <InboxPage shell={await shellWithNews(c)} viewer={viewer} connectors={connectors} listed={listed} />
      ),
    })
  })

  routes.get('/conversations/:id', can('read'), async (c) => {
    const conversation = await findConversation(db, idOf(c))
    // Its thread became part of another one: the old address still leads there.
    if (conversation.id !== idOf(c)) return c.redirect(movedTo(c, conversation.id), 308)
    if (wantsJson(c)) {
      const { before, limit } = asked(c, conversationAsked)
      return c.json(
        presentTimeline(
          conversation,
          await findTimeline(db, conversation.id, { before: readCursor(before), ...(limit ? { limit } : {}) }),
        ),
      )
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

  routes.route('/', stateRoutes(core))
  routes.route('/', readingRoutes(core, { ...given, shell: (c) => shellWithNews(c) }))
  routes.route('/', learningRoutes(core, { ...given, shell: (c) => shellWithNews(c) }))
  routes.route(
    '/',
    speechRoutes(core, connectors, async (c, id, refused) => page(c, await findConversation(db, id), refused)),
  )

  async function page(c: Ctx, conversation: Conversation, refused?: Refused): Promise<Response> {
    const viewer = viewerOf(c)
    const { t } = c.var
    const query = conversationAsked.catch({ view: 'needs' }).parse(c.req.query())
    const { to, before: earlier, at } = query
    const [shown, shell, before] = await Promise.all([
      findShown(core, connectors, conversation, viewer, { place: placeOf(query), to, before: earlier, at }),
      shellWithNews(c),
      slots.draw(conversationBeforeReply, [conversation.id], { t, viewer }),
    ])
    const people = shown.person ? [shown.person.id] : []
    const aside = await slots.draw(conversationAside, people, { t, viewer })
    const html = (
      <ConversationPage
        {...shown}
        shell={shell}
        refused={refused}
        isNote={query.write === 'note'}
        asideMore={people.flatMap(aside)}
        beforeReply={before(conversation.id)}
      />
    )
    return c.html(String(await html), refused ? 422 : 200)
  }

  const shellWithNews = async (c: Ctx) => {
    const flash = told(c)
    return { ...(await shellOf(c)), ...(flash ? { flash } : {}) }
  }

  return routes
}

function movedTo(c: Ctx, id: string): string {
  const url = new URL(c.req.url)
  return url.pathname.replace(/[^/]+$/, id) + url.search
}
