import { Hono } from 'hono'
import { z } from 'zod'
import { type Again, blank, can, orAgain, textOf, viewerOf } from '../../access/index.ts'
import type { Core } from '../../core/core.ts'
import { transaction } from '../../core/database.ts'
import { answer, type Ctx, type Env, wantsJson } from '../../core/web.ts'
import type { Shell } from '../../ui/desk.tsx'
import { answerDeed, back, pageAfter, undo } from '../answered.ts'
import { findAssignees } from '../assignees.ts'
import { languageOf } from '../coach/checks/language.ts'
import type { Say } from '../coach/say.tsx'
import { findConversation } from '../conversation.ts'
import { readCursor } from '../cursor.ts'
import { asked, given, idOf } from '../given.ts'
import { readMoment, snoozeUntil } from '../snooze-until.ts'
import { changePromise, endPromise, reopenPromise } from './end.ts'
import { promisesIn } from './in-draft.ts'
import { findPromises, keptShare, whoseViews } from './list.ts'
import { draftPromise, dropDrafted, makePromise, wrong } from './make.ts'
import { findPromise, presentPromise, promisesHere } from './promise.ts'
import { promiseEnds } from './tables.ts'
import { NewPromisePage, PromisePage } from './views/new-page.tsx'
import { PromisesPage } from './views/promises-page.tsx'

export interface PromiseRoutes {
  shell: (c: Ctx) => Promise<Shell>
  /** What the coach says of a text, and what is promised in it. */
  say: Say
}

const listed = z.object({
  whose: z.enum(whoseViews).default('mine'),
  state: z.enum(['open', ...promiseEnds]).default('open'),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

const moment = z.string().min(1).max(60)
/** As a program says it. */
const drafted = z.object({
  what: z.string(),
  due_at: moment,
  quote: z.string().max(2_000).optional(),
  in_reply_to: z.uuid().optional(),
})
/** As the composer's buttons say it, with the whole form around them. */
const pressed = z.looseObject({
  text: z.string().default(''),
  in_reply_to: z.uuid().optional(),
  promise: z.string().regex(/^(?:keep:\d|drop:[\da-f-]{36}|hand)$/),
  promise_what: z.string().optional(),
  promise_by: z.string().optional(),
  promise_due: z.string().optional(),
  promise_quote: z.string().optional(),
})
const changed = back.extend({
  due_at: moment.optional(),
  answers_for: z.union([z.uuid(), z.enum(['me', 'nobody'])]).optional(),
})
const ending = back.extend({ state: z.enum(promiseEnds) })

/** What we say we will do, and what becomes of it. */
export function promiseRoutes(core: Pick<Core, 'db' | 'clock'>, { shell, say }: PromiseRoutes): Hono<Env> {
  const { db, clock } = core
  const routes = new Hono<Env>()

  routes.get('/promises', can('read'), async (c) => {
    const query = asked(c, listed)
    const viewer = viewerOf(c)
    const [page, share] = await Promise.all([
      findPromises(db, viewer, { ...query, after: readCursor(query.after) }),
      keptShare(db, viewer, query.whose),
    ])
    return answer(c, {
      json: () => ({
        promises: page.promises.map((one) => presentPromise(one, clock.now())),
        after: page.after ?? null,
        share,
      }),
      html: async () => <PromisesPage shell={await shell(c)} viewer={viewer} {...query} {...page} share={share} />,
    })
  })
  routes.get('/promises/:id', can('read'), async (c) => {
    const promise = await findPromise(db, idOf(c))
    return answer(c, {
      json: () => presentPromise(promise, clock.now()),
      html: async () => <PromisePage shell={await shell(c)} viewer={viewerOf(c)} promise={promise} />,
    })
  })

  routes.get('/conversations/:id/promises', can('read'), async (c) => {
    const { id } = await findConversation(db, idOf(c))
    const promises = await promisesHere(db, id)
    return answer(c, {
      json: () => ({ promises: promises.map((one) => presentPromise(one, clock.now())) }),
      html: () => newPage(c),
    })
  })
  routes.post('/conversations/:id/promises', can('reply'), (c) =>
    orAgain(
      c,
      async (fields) => {
        const viewer = viewerOf(c)
        const dueAt = momentOf(c, textOf(fields, 'due_at'), 'due_at')
        const written = {
          id: uuidOf(fields.id),
          what: textOf(fields, 'what'),
          dueAt,
          inReplyTo: uuidOf(fields.in_reply_to),
          answersFor: uuidOf(fields.answers_for),
        }
        const id = await transaction(db, (tx) => makePromise(tx, idOf(c), written, viewer, clock.now()))
        const promise = await findPromise(db, id)
        const deed = {
          did: 'told-promise-made',
          params: { at: c.var.t.exact(promise.dueAt) },
          undo: undo('put', `/promises/${id}/ending`, { state: 'taken-back' }),
        }
        return answerDeed(
          c,
          presentPromise(promise, clock.now()),
          `/conversations/${promise.conversationId}`,
          deed,
          201,
        )
      },
      (again) => newPage(c, again),
    ),
  )

  routes.post('/conversations/:id/promises/drafted', can('reply'), async (c) => {
    if (wantsJson(c)) return keptForProgram(c)
    const fields = await given(c, pressed)
    const conversation = await findConversation(db, idOf(c))
    await press(c, conversation.id, fields)
    return say(c, conversation, fields)
  })

  async function keptForProgram(c: Ctx) {
    const fields = await given(c, drafted)
    const written = {
      what: fields.what,
      quote: fields.quote,
      dueAt: momentOf(c, fields.due_at, 'due_at'),
      inReplyTo: fields.in_reply_to,
    }
    const id = await transaction(db, (tx) => draftPromise(tx, idOf(c), written, viewerOf(c), clock.now()))
    return c.json(presentPromise(await findPromise(db, id), clock.now()), 201)
  }

  /** One click in the composer: what is found there is kept, with its date or another; or what is written beside it. */
  async function press(c: Ctx, conversationId: string, fields: z.output<typeof pressed>): Promise<void> {
    const viewer = viewerOf(c)
    const [deed, which = ''] = fields.promise.split(':')
    if (deed === 'drop') return transaction(db, (tx) => dropDrafted(tx, which))
    const wanted = deed === 'hand' ? byHand(fields) : await foundAt(c, conversationId, fields, Number(which))
    const dueAt = readMoment(wanted.due, clock.now(), viewer.timeZone)
    // Without a date it stays what it is: the field beside it asks for one.
    if (!dueAt || dueAt <= clock.now() || wanted.what.trim() === '') return
    const written = { what: wanted.what, quote: wanted.quote, dueAt, inReplyTo: fields.in_reply_to }
    await transaction(db, (tx) => draftPromise(tx, conversationId, written, viewer, clock.now()))
  }

  async function foundAt(c: Ctx, conversationId: string, fields: z.output<typeof pressed>, at: number) {
    const viewer = viewerOf(c)
    const told = languageOf(fields.text)
    const asked = await Promise.all(
      (told ? [told] : ['es', 'en']).map((language) =>
        promisesIn(db, conversationId, { text: fields.text, language }, { viewer, now: clock.now() }),
      ),
    )
    const all = asked.map(({ found }) => found)
    // What was clicked, also when something was written before it since.
    const { promise_quote: clicked } = fields
    const one = clicked ? all.flat().find(({ quote }) => quote === clicked) : all.find((some) => some.length > at)?.[at]
    const said = fields.promise_due ?? fields[`promise_due_${at}`]
    return { what: (one?.quote ?? '').slice(0, 500), quote: one?.quote, due: typeof said === 'string' ? said : '' }
  }

  routes.delete('/promises/:id', can('reply'), async (c) => {
    const fields = await given(c, back)
    const promise = await findPromise(db, idOf(c))
    await transaction(db, (tx) => dropDrafted(tx, promise.id))
    return answerDeed(c, { id: promise.id }, pageAfter(promise.conversationId, fields), { did: 'told-promise-dropped' })
  })
  routes.patch('/promises/:id', can('reply'), async (c) => {
    const fields = await given(c, changed)
    const viewer = viewerOf(c)
    const named = { me: viewer.id, nobody: null }
    const { answers_for: who } = fields
    const to = {
      dueAt: fields.due_at === undefined ? undefined : momentOf(c, fields.due_at, 'due_at'),
      answersFor: who === 'me' || who === 'nobody' ? named[who] : who,
    }
    const { conversationId, before } = await transaction(db, (tx) =>
      changePromise(tx, idOf(c), to, viewer, clock.now()),
    )
    const again = undo('patch', `/promises/${idOf(c)}`, {
      ...(to.dueAt ? { due_at: before.dueAt.toISOString() } : {}),
      ...(who === undefined ? {} : { answers_for: before.answersFor ?? 'nobody' }),
    })
    return told(c, pageAfter(conversationId, fields), { did: 'told-promise-changed', undo: again })
  })
  routes.put('/promises/:id/ending', can('reply'), async (c) => {
    const fields = await given(c, ending)
    const { conversationId } = await transaction(db, (tx) => endPromise(tx, idOf(c), fields.state, viewerOf(c)))
    const again = undo('delete', `/promises/${idOf(c)}/ending`)
    return told(c, pageAfter(conversationId, fields), { did: `told-promise-${fields.state}`, undo: again })
  })
  routes.delete('/promises/:id/ending', can('reply'), async (c) => {
    const fields = await given(c, back)
    const { conversationId } = await transaction(db, (tx) => reopenPromise(tx, idOf(c), viewerOf(c)))
    return told(c, pageAfter(conversationId, fields), { did: 'told-promise-reopened' })
  })

  const told = async (c: Ctx, page: string, deed: Parameters<typeof answerDeed>[3]) =>
    answerDeed(c, presentPromise(await findPromise(db, idOf(c)), clock.now()), page, deed)

  function momentOf(c: Ctx, text: string, field: string): Date {
    const at = readMoment(text, clock.now(), viewerOf(c).timeZone)
    if (!at) throw wrong(field, 'promises.no-date')
    return at
  }

  async function newPage(c: Ctx, again: Again = blank) {
    const viewer = viewerOf(c)
    const [conversation, { teammates }] = await Promise.all([findConversation(db, idOf(c)), findAssignees(db)])
    return (
      <NewPromisePage
        shell={await shell(c)}
        conversationId={conversation.id}
        teammates={teammates}
        holderId={conversation.assignment?.user?.id ?? viewer.id}
        due={snoozeUntil('tomorrow', clock.now(), viewer.timeZone)}
        again={again}
      />
    )
  }

  return routes
}

const byHand = (fields: z.output<typeof pressed>) => ({
  what: (fields.promise_what ?? '').slice(0, 500),
  quote: undefined,
  due: fields.promise_due ?? fields.promise_by ?? '',
})

const uuid = z.uuid().optional().catch(undefined)
const uuidOf = (value: unknown): string | undefined => uuid.parse(value)
