import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../../access/index.ts'
import { findChannels } from '../../channels/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { transaction } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { answer, type Ctx, type Env } from '../../core/web.ts'
import { words } from '../../lib/words.ts'
import type { Shell } from '../../ui/desk.tsx'
import { answerDeed, type Deed, undo } from '../answered.ts'
import { findAssignees } from '../assignees.ts'
import { given, idOf } from '../given.ts'
import { type Place, placeAsked, placeOf, queryOf } from '../place.ts'
import { findTopics } from '../topics.ts'
import { findCountedViews } from './count-views.ts'
import { findTags, goneOf } from './gone.ts'
import { presentCounted, presentView } from './present.ts'
import { changeView, moveView, removeView, restoreView, saveView, whoseGiven } from './save-view.ts'
import { addressOfView, findSavedView, type SavedView, writtenWhose } from './saved-view.ts'
import { ViewsPage } from './views/views-page.tsx'

export interface SavedViewRoutes {
  connectors: Connectors
  shell: (c: Ctx) => Promise<Shell>
}

const path = '/conversations/views'

const changes = z.object({
  name: z.string().max(200).optional(),
  whose: whoseGiven.optional(),
  /** As the list's address says them, each by its name. */
  conditions: placeAsked.omit({ q: true, after: true, saved: true, limit: true }).optional(),
  /** The same as a form says it: the list's own query. */
  at: z.string().max(4000).optional(),
})
const made = changes.extend({ name: z.string().max(200) })

/** Views of the inbox that are kept under a name. */
export function savedViewRoutes(
  { db, clock }: Pick<Core, 'db' | 'clock'>,
  { connectors, shell }: SavedViewRoutes,
): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get(path, can('read'), async (c) => {
    const viewer = viewerOf(c)
    const views = await findCountedViews(db, viewer, clock.now())
    const [channels, topics, tags, assignees] = await Promise.all([
      findChannels(db),
      findTopics(db),
      findTags(
        db,
        views.map(({ place }) => place),
      ),
      findAssignees(db),
    ])
    const here = { channels, topics, tags, ...assignees }
    const gone = (view: SavedView) => goneOf(view.place, here, viewer)
    return answer(c, {
      json: () => ({ views: views.map((view) => presentCounted(view, gone(view), viewer)) }),
      html: async () => {
        const page = { viewer, connectors, views, teams: assignees.teams, here, goneOf: gone }
        return <ViewsPage shell={await shell(c)} {...page} />
      },
    })
  })

  routes.post(path, can('close'), async (c) => {
    const { name, whose, ...where } = await given(c, made)
    const place = placeIn(where)
    if (!place) throw empty()
    const id = await transaction(db, (tx) => saveView(tx, { name, whose, place }, viewerOf(c)))
    const view = await findSavedView(db, id, viewerOf(c))
    return end(c, view, { did: 'view-told-saved', undo: undo('put', `${path}/${id}/removal`) }, 201)
  })

  routes.put(`${path}/:id`, can('close'), async (c) => {
    const { name, whose, ...where } = await given(c, changes)
    const id = idOf(c)
    const place = placeIn(where)
    const before = await findSavedView(db, id, viewerOf(c))
    await transaction(db, (tx) => changeView(tx, id, { name, whose, place }, viewerOf(c)))
    const view = await findSavedView(db, id, viewerOf(c))
    const fields = { name: before.name, whose: writtenWhose(before.whose), at: queryOf(before.place) || '?view=needs' }
    const deed = { did: 'view-told-changed', undo: undo('put', `${path}/${id}`, fields) }
    return end(c, view, deed, 200, place ? addressOfView(view) : path)
  })

  routes.put(`${path}/:id/removal`, can('close'), async (c) => {
    const id = idOf(c)
    await transaction(db, (tx) => removeView(tx, id, viewerOf(c)))
    const view = await findSavedView(db, id, viewerOf(c))
    return end(c, view, { did: 'view-told-removed', undo: undo('delete', `${path}/${id}/removal`) }, 200, path)
  })
  routes.delete(`${path}/:id/removal`, can('close'), async (c) => {
    const id = idOf(c)
    await transaction(db, (tx) => restoreView(tx, id, viewerOf(c)))
    return end(c, await findSavedView(db, id, viewerOf(c)), { did: 'view-told-restored' }, 200, path)
  })

  routes.put(`${path}/:id/position`, can('close'), async (c) => {
    const id = idOf(c)
    const { to } = await given(c, z.object({ to: z.enum(['up', 'down']) }))
    await transaction(db, (tx) => moveView(tx, id, to, viewerOf(c)))
    const back = undo('put', `${path}/${id}/position`, { to: to === 'up' ? 'down' : 'up' })
    return end(c, await findSavedView(db, id, viewerOf(c)), { did: 'view-told-moved', undo: back }, 200, path)
  })

  const end = (c: Ctx, view: SavedView, deed: Deed, status: 200 | 201 = 200, page = addressOfView(view)) =>
    answerDeed(c, presentView(view, viewerOf(c)), page, { ...deed, params: { name: view.name } }, status)

  return routes
}

/** What a list is narrowed to, as a program or a form says it; undefined where neither does. */
function placeIn({ conditions, at }: Pick<z.infer<typeof changes>, 'conditions' | 'at'>): Place | undefined {
  if (conditions) return placeOf(conditions)
  if (at === undefined) return undefined
  const parsed = placeAsked.safeParse(Object.fromEntries(new URLSearchParams(at)))
  if (!parsed.success) throw empty()
  return placeOf(parsed.data)
}

const empty = (): Refusal =>
  new Refusal(422, words('conversations.view-empty'), { fields: { conditions: words('conversations.view-empty') } })
