import { Hono } from 'hono'
import { z } from 'zod'
import { can, type HousePage, viewerOf } from '../../access/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { answer, type Ctx, type Env, wantsJson } from '../../core/web.ts'
import type { Shell } from '../../ui/desk.tsx'
import { findConversation } from '../conversation.ts'
import { given, idOf } from '../given.ts'
import { countChoices } from '../response-tree/decide.ts'
import { countDismissals } from './count-dismissals.ts'
import { dismiss, recall } from './dismiss.ts'
import { remarkKinds } from './remark.ts'
import { type CoachAgain, sayOf } from './say.tsx'
import { CoachPage } from './views.tsx'

export type { CoachedText } from './say.tsx'

export interface CoachRoutes {
  connectors: Connectors
  shell: (c: Ctx) => Promise<Shell>
  housePages: readonly HousePage[]
  pageAgain: CoachAgain
}

export const coachHousePage: HousePage = {
  href: '/settings/coach',
  label: 'coach.title',
  can: 'settings',
  among: 'answering',
}

const writing = z.object({ text: z.string().default(''), in_reply_to: z.uuid().optional() })
const kind = z.enum(remarkKinds)
const language = z.string().regex(/^[a-z]{2,3}$/)
/** As a program says it, or as the button does, with the whole form around it. */
const waved = writing.extend({
  kind: kind.optional(),
  language: language.optional(),
  dismiss: z.string().max(60).optional(),
})

/** What the coach says of a draft, and what people wave away. */
export function coachRoutes(core: Pick<Core, 'db' | 'clock'>, given_: CoachRoutes): Hono<Env> {
  const { connectors, shell, housePages, pageAgain } = given_
  const { db } = core
  const said = sayOf(core, connectors, pageAgain)
  const routes = new Hono<Env>()

  routes.post('/conversations/:id/coach', can('reply'), async (c) => {
    const fields = await given(c, writing)
    return said(c, await findConversation(db, idOf(c)), fields)
  })

  routes.post('/conversations/:id/coach/dismissals', can('reply'), async (c) => {
    const fields = await given(c, waved)
    const it = whichOf(fields)
    const conversation = await findConversation(db, idOf(c))
    await db.transaction().execute((tx) => dismiss(tx, conversation.id, it, viewerOf(c)))
    return wantsJson(c) ? c.json({ kind: it.kind }, 201) : said(c, conversation, fields)
  })
  routes.delete('/conversations/:id/coach/dismissals/:kind', can('reply'), async (c) => {
    const { id } = await findConversation(db, idOf(c))
    const which = kind.parse(c.req.param('kind'))
    await db.transaction().execute((tx) => recall(tx, id, which, viewerOf(c)))
    return c.json({ kind: which })
  })

  routes.get('/settings/coach', can('settings'), async (c) => {
    const [tallies, leaves] = await Promise.all([countDismissals(db), countChoices(db)])
    return answer(c, {
      json: () => ({ remarks: tallies, responses: leaves }),
      html: async () => (
        <CoachPage shell={await shell(c)} viewer={viewerOf(c)} more={housePages} tallies={tallies} leaves={leaves} />
      ),
    })
  })

  return routes
}

function whichOf(fields: z.output<typeof waved>) {
  const [told, spoken] = fields.dismiss?.split(' ') ?? [fields.kind, fields.language]
  return { kind: kind.parse(told), language: language.catch('und').parse(spoken) }
}
