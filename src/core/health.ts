import { Hono } from 'hono'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Core } from './core.ts'
import type { Env } from './web.ts'

/** `/healthz`: the process lives. `/readyz`: it can work. `/metrics`: how it is, for Prometheus. */
export function healthRoutes(core: Core, watching: () => number): Hono<Env> {
  const routes = new Hono<Env>()
  const registry = createMetrics(core, watching)
  routes.get('/healthz', (c) => c.text('ok'))
  routes.get('/readyz', async (c) => {
    const ready = await sql`select 1`.execute(core.db).then(
      () => true,
      () => false,
    )
    return c.text(ready ? 'ok' : 'the database does not answer', ready ? 200 : 503)
  })
  routes.get('/metrics', async (c) => {
    const { metricsToken } = core.config
    if (metricsToken && c.req.header('authorization') !== `Bearer ${metricsToken}`)
      return c.text('metrics need METRICS_TOKEN', 401)
    return c.text(await registry.metrics(), 200, { 'content-type': registry.contentType })
  })
  return routes
}

// Counted by the database from indexes; nothing here grows with the number of messages.
const questions: [name: string, help: string, query: string][] = [
  [
    'tertulia_conversations_waiting',
    'Open conversations where somebody waits for an answer',
    `select count(*) from conversations where waiting_since is not null and state = 'open'`,
  ],
  [
    'tertulia_replies_waiting',
    'Replies on their way out',
    `select count(*) from deliveries where state in ('waiting', 'sending')`,
  ],
  [
    'tertulia_channels_failing',
    'Windows that do not answer',
    'select count(*) from channel_hearings where failing_since is not null',
  ],
  ['tertulia_database_bytes', 'Size of the database', 'select pg_database_size(current_database())'],
]

function createMetrics(core: Core, watching: () => number): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'tertulia_live_streams',
    help: 'Browsers that receive live changes',
    registers: [registry],
    collect() {
      this.set(watching())
    },
  })
  for (const [name, help, query] of questions)
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const { rows } = await sql.raw<Record<string, number>>(query).execute(core.db)
        this.set(Number(Object.values(rows[0] ?? {})[0] ?? 0))
      },
    })
  return registry
}
