import { Hono } from 'hono'
import { z } from 'zod'
import { can, listTeams, listUsers, parseGiven, viewerOf } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { transaction } from '../core/database.ts'
import { answer, type Ctx, done, type Env } from '../core/web.ts'
import { words } from '../lib/words.ts'
import type { Option } from '../ui/components/field.tsx'
import type { ShellOf } from '../ui/shell.ts'
import type { Slots } from '../ui/slots.ts'
import { findAlerts } from './alert.ts'
import { alertRoutes } from './alert-routes.ts'
import { countLately } from './count.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { editRoutes } from './edit-routes.tsx'
import { figuresRoutes } from './figures-routes.tsx'
import { tell } from './flash.ts'
import { mentionRoutes } from './mention-routes.tsx'
import { idIn, pageOf, shellWithNews } from './page.ts'
import { bringBackQuery, pauseQuery, removeQuery, resumeQuery } from './pause.ts'
import { presentQuery } from './present.ts'
import { findGroups, findQueries, findQuery, findTexts } from './saved-query.ts'
import type { StoredMessages } from './stored-message.ts'
import { ListeningPage } from './views/listening-page.tsx'
import { TextPage } from './views/query-pages.tsx'

export interface ListeningRoutes {
  slots: Slots
  shellOf: ShellOf
  stored: StoredMessages
  /** What a page calls a network. */
  networkName(network: string): string
}

const listed = z.object({
  group: z.uuid().optional(),
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

/** Saved searches: writing them, trying them, and what they found. */
export function listeningRoutes(core: Core, options: ListeningRoutes): Hono<Env> {
  const { db } = core
  const { shellOf } = options
  const routes = new Hono<Env>()

  routes.get('/listening', can('read'), async (c) => {
    const asked = parseGiven(listed, c.req.query(), {})
    const page = await findQueries(db, { ...asked, after: readCursor(asked.after) })
    const after = page.after && writeCursor(page.after)
    return answer(c, {
      json: () => ({ queries: page.queries.map((query) => presentQuery(query)), after: after ?? null }),
      html: async () => {
        const ids = page.queries.map(({ id }) => id)
        const [groups, counted] = await Promise.all([findGroups(db), countLately(db, ids, core.clock.now())])
        const more = new URLSearchParams({ ...(asked.group ? { group: asked.group } : {}), after: after ?? '' })
        return (
          <ListeningPage
            shell={await shellWithNews(c, shellOf)}
            viewer={viewerOf(c)}
            queries={page.queries}
            groups={groups}
            group={asked.group}
            counted={counted}
            older={after && `/listening?${more}`}
          />
        )
      },
    })
  })

  routes.route('/', editRoutes(core, options))
  routes.route('/', figuresRoutes(core, options))
  routes.route('/', alertRoutes(core))
  routes.route('/', mentionRoutes(core, options))

  routes.get('/listening/queries/:id/text', can('read'), async (c) => {
    const query = await findQuery(db, idIn(c))
    const texts = await findTexts(db, query.id)
    return answer(c, {
      json: () => presentQuery(query, texts),
      html: async () => (
        <TextPage
          shell={await shellWithNews(c, shellOf)}
          viewer={viewerOf(c)}
          query={query}
          texts={texts}
          alerts={await findAlerts(db, query.id)}
          whom={viewerOf(c).can.has('listen') ? await findWhom(c) : undefined}
        />
      ),
    })
  })

  routes.put('/listening/queries/:id/pause', can('listen'), (c) =>
    deed(c, pauseQuery, { did: 'told-paused', undo: 'delete' }),
  )
  routes.delete('/listening/queries/:id/pause', can('listen'), (c) =>
    deed(c, resumeQuery, { did: 'told-resumed', undo: 'put' }),
  )
  routes.put('/listening/queries/:id/removal', can('listen'), (c) =>
    deed(c, removeQuery, { did: 'told-removed', undo: 'delete', page: '/listening' }),
  )
  routes.delete('/listening/queries/:id/removal', can('listen'), (c) =>
    deed(c, bringBackQuery, { did: 'told-returned', undo: 'put' }),
  )

  async function findWhom(c: Ctx): Promise<Option[]> {
    const [users, teams] = await Promise.all([listUsers(db), listTeams(db)])
    const others = users.filter(({ id, isClosed }) => !isClosed && id !== viewerOf(c).id)
    return [
      { value: 'me', label: c.var.t('listening.alert-me') },
      ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: name })),
      ...others.map(({ id, name }) => ({ value: `user:${id}`, label: name })),
    ]
  }

  /** Each is idempotent, and the next page offers its inverse. */
  async function deed(c: Ctx, verb: typeof pauseQuery, how: { did: string; undo: 'put' | 'delete'; page?: string }) {
    const before = await findQuery(db, idIn(c))
    await transaction(db, (tx) => verb(tx, before.id, viewerOf(c)))
    const action = new URL(c.req.url).pathname.replace(/^\/api\/v1/, '')
    tell(c, words(`listening.${how.did}`, { name: before.name }), { action, method: how.undo, fields: {} })
    return done(c, presentQuery(await findQuery(db, before.id)), how.page ?? pageOf(before))
  }

  return routes
}
