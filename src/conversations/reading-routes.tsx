import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../access/index.ts'
import { findChannel } from '../channels/index.ts'
import type { Connectors } from '../connectors/index.ts'
import type { Core } from '../core/core.ts'
import type { Tx } from '../core/database.ts'
import { notFound, Refusal } from '../core/errors.ts'
import { answer, type Ctx, type Env } from '../core/web.ts'
import { words } from '../lib/words.ts'
import type { Reason, Said } from '../reading/index.ts'
import type { Shell } from '../ui/desk.tsx'
import { answerDeed, back, pageAfter, undo } from './answered.ts'
import { correct, decision, undoCorrections } from './correct.ts'
import { asked, given, idOf } from './given.ts'
import { findMessage, type Message } from './message.ts'
import { decidable, type MessageReading } from './message-reading.ts'
import { dropTopic, putTopic } from './message-topics.ts'
import { presentMessage, presentReading } from './present.ts'
import { saidOf } from './said-of.ts'
import { findTopics } from './topics.ts'
import { networkName } from './views/where.tsx'
import { WhyPage } from './views/why-page.tsx'

export interface ReadingRoutes {
  connectors: Connectors
  shell: (c: Ctx) => Promise<Shell>
  /** Why a text is read as it is. Fails when no reader can tell now. */
  explain: (said: Said) => Promise<readonly Reason[]>
  /** Every message key there is. */
  keys: ReadonlySet<string>
}

const which = back.extend({ what: z.enum(decidable).optional() })
const explainMs = 3_000

/** How a message is read, why, and what people say otherwise. */
export function readingRoutes(
  { db }: Pick<Core, 'db'>,
  { connectors, shell, explain, keys }: ReadingRoutes,
): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/messages/:id/reading', can('read'), async (c) => {
    const { message, reading } = await find(c)
    const [reasons, topics] = await Promise.all([inTime(explain(saidOf(message))), findTopics(db)])
    return answer(c, {
      json: () => ({ ...presentReading(reading), reasons: reasons ?? null }),
      html: async () => {
        const { network } = await findChannel(db, message.channelId)
        const mayCorrect = viewerOf(c).can.has('reply')
        const why = {
          t: c.var.t,
          message,
          reading,
          reasons,
          topics,
          mayCorrect,
          hasWords: (key: string) => keys.has(key),
        }
        return <WhyPage shell={await shell(c)} network={networkName(connectors, network)} {...why} />
      },
    })
  })

  routes.put('/messages/:id/reading', can('reply'), async (c) => {
    const fields = await given(c, back.extend(decision.shape))
    await db.transaction().execute((tx) => correct(tx, idOf(c), fields, viewerOf(c)))
    const { message, reading } = await find(c)
    const [what] = decidable.filter((one) => fields[one] !== undefined)
    const again = undo('delete', `/messages/${message.id}/reading`, what ? { what } : {})
    return answerDeed(c, presentReading(reading), pageAfter(message.conversationId, fields), {
      did: 'told-corrected',
      undo: again,
    })
  })

  routes.delete('/messages/:id/reading', can('reply'), async (c) => {
    const fields = { ...asked(c, which), ...(await given(c, which)) }
    await db.transaction().execute((tx) => undoCorrections(tx, idOf(c), fields.what, viewerOf(c)))
    const { message, reading } = await find(c)
    return answerDeed(c, presentReading(reading), pageAfter(message.conversationId, fields), {
      did: 'told-uncorrected',
    })
  })

  // A form cannot write what was typed into its own address.
  routes.post('/messages/:id/topics', can('reply'), async (c) => {
    const fields = await given(c, back.extend({ name: z.string().max(200) }))
    return about(c, (tx) => putTopic(tx, idOf(c), fields.name, viewerOf(c)), fields)
  })
  routes.put('/messages/:id/topics/:name', can('reply'), async (c) =>
    about(c, (tx) => putTopic(tx, idOf(c), c.req.param('name'), viewerOf(c)), await given(c, back)),
  )
  routes.delete('/messages/:id/topics/:name', can('reply'), async (c) =>
    about(c, (tx) => dropTopic(tx, idOf(c), c.req.param('name'), viewerOf(c)), await given(c, back)),
  )

  async function about(c: Ctx, deed: (tx: Tx) => Promise<void>, fields: z.infer<typeof back>): Promise<Response> {
    await db.transaction().execute(deed)
    const message = await findMessage(db, idOf(c))
    return answerDeed(c, presentMessage(message), pageAfter(message.conversationId, fields), { did: 'told-topics' })
  }

  /** Refuses with 404 what is ours or deleted, and with 409 what is still to be read. */
  async function find(c: Ctx): Promise<{ message: Message; reading: MessageReading }> {
    const message = await findMessage(db, idOf(c))
    if (message.isOurs || message.deletedAt) throw notFound()
    if (!message.reading) throw new Refusal(409, words('conversations.not-read-yet'))
    return { message, reading: message.reading }
  }

  return routes
}

/** A page does not wait long for reasons: what is read is known without them. */
async function inTime(reasons: Promise<readonly Reason[]>): Promise<readonly Reason[] | undefined> {
  const late = sleep(explainMs, undefined, { ref: false })
  return Promise.race([reasons.catch(() => undefined), late])
}
