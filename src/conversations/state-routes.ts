import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { Refusal } from '../core/errors.ts'
import { type Ctx, type Env, wantsJson } from '../core/web.ts'
import { words } from '../lib/words.ts'
import { answerDeed, back, type Deed, pageAfter, undo } from './answered.ts'
import { type Assignee, assign, unassign } from './assign.ts'
import { close, reopen } from './close.ts'
import { type Conversation, findConversation } from './conversation.ts'
import { follow, unfollow } from './follow.ts'
import { given, idOf } from './given.ts'
import { handOver } from './hand-over.ts'
import { presentConversation } from './present.ts'
import { markRead, markUnread } from './read.ts'
import { snooze, wake } from './snooze.ts'
import { readMoment } from './snooze-until.ts'
import { clearSpam, markSpam } from './spam.ts'
import type { PageAgain } from './speech-routes.ts'
import { tag, untag } from './tag.ts'

const until = back.extend({ until: z.string().min(1).max(60) })
const name = back.extend({ name: z.string().max(200) })
const assignee = back.extend({
  user_id: z.uuid().optional(),
  team_id: z.uuid().optional(),
  /** As a form says it. */
  to: z.string().max(60).optional(),
  note: z.string().optional(),
  note_id: z.uuid().optional(),
})

/** Our state towards a conversation. Each deed is idempotent, and leads back to the page with its undoing. */
export function stateRoutes({ db, clock }: Pick<Core, 'db' | 'clock'>, pageAgain: PageAgain): Hono<Env> {
  const routes = new Hono<Env>()

  routes.put('/conversations/:id/closure', can('close'), async (c) => {
    const { id, path, page } = await begin(c)
    await db.transaction().execute((tx) => close(tx, id, viewerOf(c)))
    return end(c, page, { did: 'told-closed', undo: undo('delete', `${path}/closure`) })
  })
  routes.delete('/conversations/:id/closure', can('close'), async (c) => {
    const { id, path, page } = await begin(c)
    await db.transaction().execute((tx) => reopen(tx, id, viewerOf(c)))
    return end(c, page, { did: 'told-reopened', undo: undo('put', `${path}/closure`) })
  })

  routes.put('/conversations/:id/spam', can('close'), async (c) => {
    const { id, path, page } = await begin(c)
    await db.transaction().execute((tx) => markSpam(tx, id, viewerOf(c)))
    return end(c, page, { did: 'told-spam', undo: undo('delete', `${path}/spam`) })
  })
  routes.delete('/conversations/:id/spam', can('close'), async (c) => {
    const { id, path, page } = await begin(c)
    await db.transaction().execute((tx) => clearSpam(tx, id, viewerOf(c)))
    return end(c, page, { did: 'told-not-spam', undo: undo('put', `${path}/spam`) })
  })

  routes.put('/conversations/:id/assignment', can('assign'), async (c) => {
    const fields = await given(c, assignee)
    const { id, conversation } = await begin(c)
    const text = fields.note?.trim() ? fields.note : undefined
    return orAgain(c, { text, to: fields.to ?? '', back: fields.back }, async () => {
      const to = toWhom(fields, viewerOf(c))
      await db.transaction().execute(async (tx) => {
        if (text === undefined) await assign(tx, id, to, viewerOf(c))
        else await handOver(tx, id, to, { text, id: fields.note_id }, viewerOf(c))
      })
      return end(c, pageAfter(id, fields), { did: 'told-assigned', undo: assignmentBefore(conversation) })
    })
  })
  routes.delete('/conversations/:id/assignment', can('assign'), async (c) => {
    const { id, page, conversation } = await begin(c)
    await db.transaction().execute((tx) => unassign(tx, id, viewerOf(c)))
    return end(c, page, { did: 'told-unassigned', undo: assignmentBefore(conversation) })
  })

  routes.put('/conversations/:id/snooze', can('close'), async (c) => {
    const fields = await given(c, until)
    const { id, path } = await begin(c)
    const now = clock.now()
    const moment = readMoment(fields.until, now, viewerOf(c).timeZone)
    const wrong = words('conversations.snooze-unclear')
    if (!moment) throw new Refusal(422, wrong, { fields: { until: wrong } })
    await db.transaction().execute((tx) => snooze(tx, id, moment, viewerOf(c), now))
    const params = { until: c.var.t.exact(moment) }
    return end(c, pageAfter(id, fields), { did: 'told-snoozed', params, undo: undo('delete', `${path}/snooze`) })
  })
  routes.delete('/conversations/:id/snooze', can('close'), async (c) => {
    const { id, path, page, conversation } = await begin(c)
    await db.transaction().execute((tx) => wake(tx, id, viewerOf(c)))
    const until = conversation.snooze?.until.toISOString()
    return end(c, page, { did: 'told-woken', ...(until ? { undo: undo('put', `${path}/snooze`, { until }) } : {}) })
  })

  // A form cannot write what was typed into its own address.
  routes.post('/conversations/:id/tags', can('close'), async (c) => {
    const fields = await given(c, name)
    return putTag(c, fields.name, fields)
  })
  routes.put('/conversations/:id/tags/:name', can('close'), async (c) =>
    putTag(c, c.req.param('name'), await given(c, back)),
  )
  routes.delete('/conversations/:id/tags/:name', can('close'), async (c) => {
    const { id, path, page } = await begin(c)
    const tagged = c.req.param('name')
    await db.transaction().execute((tx) => untag(tx, id, tagged, viewerOf(c)))
    const again = undo('put', `${path}/tags/${encodeURIComponent(tagged)}`)
    return end(c, page, { did: 'told-untagged', params: { tag: tagged }, undo: again })
  })

  routes.put('/conversations/:id/read', can('read'), async (c) => {
    const { id, page } = await begin(c)
    await markRead(db, id, viewerOf(c))
    return end(c, page, { did: 'told-read' })
  })
  routes.delete('/conversations/:id/read', can('read'), async (c) => {
    const { id, path } = await begin(c)
    await markUnread(db, id, viewerOf(c))
    // Back to the list: on its own page it would be read again at once.
    return end(c, '/conversations', { did: 'told-unread', undo: undo('put', `${path}/read`) })
  })

  routes.put('/conversations/:id/following', can('read'), async (c) => {
    const { id, path, page } = await begin(c)
    await db.transaction().execute((tx) => follow(tx, id, viewerOf(c)))
    return end(c, page, { did: 'told-followed', undo: undo('delete', `${path}/following`) })
  })
  routes.delete('/conversations/:id/following', can('read'), async (c) => {
    const { id, path, page } = await begin(c)
    await db.transaction().execute((tx) => unfollow(tx, id, viewerOf(c)))
    return end(c, page, { did: 'told-unfollowed', undo: undo('put', `${path}/following`) })
  })

  /** What is refused comes back where notes are written, with whom it was for: mended, it still hands over. */
  async function orAgain(
    c: Ctx,
    { text, to, back }: { text: string | undefined; to: string; back: string | undefined },
    work: () => Promise<Response>,
  ): Promise<Response> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refusal) || !('text' in error.fields || 'to' in error.fields) || wantsJson(c)) throw error
      const reason = c.var.t.words(error.words)
      const again = { text: text ?? '', reason, to, isUnknown: 'to' in error.fields, ...(back ? { back } : {}) }
      return pageAgain(c, idOf(c), { note: again })
    }
  }

  async function putTag(c: Ctx, tagged: string, fields: z.infer<typeof back>) {
    const { id, path } = await begin(c)
    await db.transaction().execute((tx) => tag(tx, id, tagged, viewerOf(c)))
    const off = undo('delete', `${path}/tags/${encodeURIComponent(tagged)}`)
    return end(c, pageAfter(id, fields), { did: 'told-tagged', params: { tag: tagged }, undo: off })
  }

  /** The conversation as it is before the deed, where its deeds are, and the page to go back to. */
  async function begin(c: Ctx) {
    const conversation = await findConversation(db, idOf(c))
    const { id } = conversation
    return { conversation, id, path: `/conversations/${id}`, page: pageAfter(id, await given(c, back)) }
  }

  async function end(c: Ctx, page: string, deed: Deed) {
    return answerDeed(c, presentConversation(await findConversation(db, idOf(c))), page, deed)
  }

  return routes
}

/** What names nobody is nothing. */
const receiver = z
  .string()
  .regex(/^(user|team):[0-9a-f-]{36}$/)
  .catch('')

function toWhom(fields: z.infer<typeof assignee>, viewer: { id: string }): Assignee {
  const [kind, id] = fields.to === 'me' ? ['user', viewer.id] : receiver.parse(fields.to).split(':')
  const userId = fields.user_id ?? (kind === 'user' ? id : undefined)
  const teamId = fields.team_id ?? (kind === 'team' ? id : undefined)
  if (userId) return { userId, ...(teamId ? { teamId } : {}) }
  if (teamId) return { teamId }
  const wrong = words('conversations.assignee-missing')
  throw new Refusal(422, wrong, { fields: { to: wrong } })
}

function assignmentBefore({ id, assignment }: Conversation) {
  const action = `/conversations/${id}/assignment`
  if (!assignment) return undo('delete', action)
  return undo('put', action, {
    ...(assignment.user ? { user_id: assignment.user.id } : {}),
    ...(assignment.team ? { team_id: assignment.team.id } : {}),
  })
}
