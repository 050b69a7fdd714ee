import { Hono } from 'hono'
import { z } from 'zod'
import { answer, type Ctx, type Env } from '../../core/web.ts'
import { type AuditEntry, auditKinds, namesIn, readAudit } from '../audit.ts'
import { labelOf, sentenceOf } from '../audit-words.ts'
import { listUsers } from '../list-users.ts'
import { can } from '../policy.ts'
import { AuditPage } from '../views/audit-page.tsx'
import { houseOf, type Pages } from './context.ts'

const pageSize = 50
const asked = z.object({
  by: z.uuid().optional().catch(undefined),
  kind: z.string().min(1).max(100).optional().catch(undefined),
  after: z.coerce.number().int().positive().optional().catch(undefined),
})
type Asked = z.infer<typeof asked>

/** Who did what, and when. */
export function auditRoutes(pages: Pages): Hono<Env> {
  const { db } = pages.access.core
  const routes = new Hono<Env>()

  routes.get('/audit', can('audit'), async (c) => {
    const question = asked.parse(c.req.query())
    const found = await readAudit(db, { ...question, limit: pageSize })
    const entries = found.slice(0, pageSize)
    const older = found.length > pageSize ? entries.at(-1)?.seq : undefined
    return answer(c, {
      json: () => ({ events: entries.map(present), after: older ?? null }),
      html: () => auditPage(c, question, entries, older),
    })
  })

  async function auditPage(c: Ctx, question: Asked, entries: AuditEntry[], older: number | undefined) {
    const { t } = c.var
    const names = await namesIn(db, entries)
    const kinds = await auditKinds(db)
    return (
      <AuditPage
        {...(await houseOf(c, pages))}
        lines={entries.map((entry) => ({
          at: entry.at,
          said: sentenceOf(t, entry, names, pages.keys),
          conversationId: entry.conversationId,
        }))}
        members={await listUsers(db)}
        kinds={kinds.map((kind) => ({ kind, label: labelOf(t, kind, pages.keys) }))}
        chosen={{ by: question.by ?? '', kind: question.kind ?? '' }}
        older={older === undefined ? undefined : olderPage(question, older)}
      />
    )
  }

  return routes
}

function olderPage({ by, kind }: Asked, after: number): string {
  const query = new URLSearchParams({ ...(by && { by }), ...(kind && { kind }), after: String(after) })
  return `/audit?${query}`
}

const present = ({ seq, at, kind, by, data, conversationId, channelId }: AuditEntry) => ({
  seq,
  at,
  kind,
  by: by ?? null,
  conversation_id: conversationId,
  channel_id: channelId,
  data,
})
