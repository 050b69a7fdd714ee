import { z } from 'zod'
import { viewerOf } from '../../access/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { type Ctx, wantsJson } from '../../core/web.ts'
import type { Conversation } from '../conversation.ts'
import { type DraftPromises, promisesIn } from '../promises/in-draft.ts'
import type { Coached } from './coach.ts'
import { readAlong } from './read-along.ts'
import { Remarks } from './views.tsx'

/** What the coach was asked about, what it said, and what is promised there: the page shows all. */
export interface CoachedText extends Coached {
  text: string
  inReplyTo?: string | undefined
}

/** The conversation's page once more, with the text and what was said of it. */
export type CoachAgain = (c: Ctx, conversation: Conversation, coached: CoachedText) => Promise<Response>

export type Say = (
  c: Ctx,
  conversation: Conversation,
  fields: { text: string; in_reply_to?: string | undefined },
) => Promise<Response>

/** Answers with what is said of a text: as JSON, as a fragment for the page that asks, or as the whole page. */
export const sayOf =
  ({ db, clock }: Pick<Core, 'db' | 'clock'>, connectors: Connectors, pageAgain: CoachAgain): Say =>
  async (c, conversation, { text, in_reply_to: inReplyTo }) => {
    const viewer = viewerOf(c)
    const coached = await readAlong(db, connectors, conversation, { text, inReplyTo }, viewer)
    const draft = { text, language: coached.language }
    const promises = await promisesIn(db, conversation.id, draft, { viewer, now: clock.now() })
    if (wantsJson(c)) return c.json(presentCoached(c, coached, promises))
    const deciding = z.uuid().optional().catch(undefined).parse(c.req.query('decide'))
    // What a colleague's answer promises was kept, or not, when it was written.
    const all = { ...coached, text, inReplyTo, ...(deciding ? {} : { promises }) }
    if (c.req.header('x-fragment') !== 'coach') return pageAgain(c, conversation, all)
    return c.html(String(<Remarks t={c.var.t} conversationId={conversation.id} {...{ coached: all, deciding }} />))
  }

const presentCoached = (c: Ctx, { language, remarks, untold }: Coached, { found }: DraftPromises) => ({
  language,
  untold: untold ?? null,
  remarks: remarks.map(({ why, mend, ofTheirs, ...remark }) => ({
    ...remark,
    of_theirs: ofTheirs,
    why: c.var.t.words(why),
    mend: c.var.t.words(mend),
  })),
  promises: found.map(({ from, to, quote, due, kept }) => ({
    place: { from, to },
    quote,
    due_at: (kept?.dueAt ?? due)?.toISOString() ?? null,
    promise_id: kept?.id ?? null,
  })),
})
