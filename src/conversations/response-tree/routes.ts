import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../../access/index.ts'
import type { Core } from '../../core/core.ts'
import { transaction } from '../../core/database.ts'
import type { Ctx, Env } from '../../core/web.ts'
import { answerDeed, back, pageAfter } from '../answered.ts'
import { findConversation } from '../conversation.ts'
import { given, idOf } from '../given.ts'
import { answerQuestion, choose, findResponse, forgetAnswer, setHidden } from './decide.ts'
import { presentResponse } from './proposal.ts'
import { leaves, questions } from './tree.ts'

const question = z.enum(questions)
const answered = back.extend({
  question,
  answer: z.union([z.boolean(), z.enum(['yes', 'no']).transform((said) => said === 'yes')]),
})
const chosen = back.extend({ leaf: z.enum(leaves) })

/** What to do about what was said: proposed, asked and chosen. Nothing is done by itself. */
export function responseRoutes({ db }: Pick<Core, 'db'>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/conversations/:id/response', can('read'), async (c) => {
    const { id } = await findConversation(db, idOf(c))
    return c.json(presentResponse(await findResponse(db, id, viewerOf(c).id)))
  })
  routes.put('/conversations/:id/response/answers', can('reply'), async (c) => {
    const fields = await given(c, answered)
    const id = await transaction(db, (tx) => answerQuestion(tx, idOf(c), fields.question, fields.answer, viewerOf(c)))
    return told(c, id, fields, 'told-response-answered')
  })
  routes.delete('/conversations/:id/response/answers/:question', can('reply'), async (c) => {
    const fields = await given(c, back)
    const which = question.parse(c.req.param('question'))
    const id = await transaction(db, (tx) => forgetAnswer(tx, idOf(c), which, viewerOf(c)))
    return told(c, id, fields, 'told-response-answered')
  })
  routes.put('/conversations/:id/response', can('reply'), async (c) => {
    const fields = await given(c, chosen)
    const id = await transaction(db, (tx) => choose(tx, idOf(c), fields.leaf, viewerOf(c)))
    return told(c, id, fields, 'told-response-chosen')
  })

  routes.put('/response-tree', can('reply'), (c) => show(c, false))
  routes.delete('/response-tree', can('reply'), (c) => show(c, true))

  async function show(c: Ctx, hidden: boolean) {
    const fields = await given(c, back)
    await setHidden(db, viewerOf(c).id, hidden)
    const did = hidden ? 'told-response-hidden' : 'told-response-shown'
    return answerDeed(c, { hidden }, fields.back ? pageAfter('', fields) : '/conversations', { did })
  }

  const told = async (c: Ctx, id: string, fields: { back?: string | undefined }, did: string) =>
    answerDeed(c, presentResponse(await findResponse(db, id, viewerOf(c).id)), pageAfter(id, fields), { did })

  return routes
}
