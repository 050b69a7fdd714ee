import { Hono } from 'hono'
import { z } from 'zod'
import { can, type HousePage, listTeams, orAgain, viewerOf } from '../../access/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { transaction } from '../../core/database.ts'
import { answer, type Ctx, type Env, wantsJson } from '../../core/web.ts'
import type { Shell } from '../../ui/desk.tsx'
import { answerDeed, undo } from '../answered.ts'
import { asked, given, idOf } from '../given.ts'
import { changesIn, writtenIn, writtenInForm } from './fields.ts'
import { findUses, findVersions } from './history.ts'
import { offerRoutes } from './offer-routes.tsx'
import { presentSavedReply, presentUse, presentVersion } from './present.ts'
import { removeReply, restoreReply } from './remove.ts'
import { findSavedReplies, findSavedReply, mayWrite, refuseOthers } from './saved-reply.ts'
import { SavedRepliesEditPage, type SavedRepliesEditProps } from './views/edit-page.tsx'
import { SavedRepliesPage } from './views/list-page.tsx'
import { SavedReplyPage } from './views/one-page.tsx'
import { changeReply, saveReply } from './write.ts'

export interface SavedReplyRoutes {
  connectors: Connectors
  shell: (c: Ctx) => Promise<Shell>
  housePages: readonly HousePage[]
}

const path = '/saved-replies'
export const savedRepliesHousePage: HousePage = {
  href: path,
  label: 'conversations.saved',
  can: 'reply',
  among: 'answering',
}

const listed = z.object({
  q: z.string().max(200).optional(),
  team: z.union([z.uuid(), z.literal('everybody'), z.literal('').transform(() => undefined)]).optional(),
  removed: z.literal('1').optional(),
  after: z.union([z.uuid(), z.literal('').transform(() => undefined)]).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

/** Saved replies: writing them, what became of them, and having them at hand where one answers. */
export function savedReplyRoutes(core: Core, { connectors, shell, housePages }: SavedReplyRoutes): Hono<Env> {
  const { db } = core
  const routes = new Hono<Env>()
  routes.route('/', offerRoutes(core, connectors, shell))

  routes.get(path, can('reply'), async (c) => {
    const query = asked(c, listed)
    const found = await findSavedReplies(db, { ...query, removed: query.removed === '1' })
    return answer(c, {
      json: () => ({ saved_replies: found.savedReplies.map(presentSavedReply), after: found.after ?? null }),
      html: async () => <SavedRepliesPage {...(await house(c))} {...found} teams={await listTeams(db)} asked={query} />,
    })
  })

  routes.get(`${path}/new`, can('team-replies'), (c) => editPage(c, {}))

  routes.post(path, can('team-replies'), async (c) => {
    if (wantsJson(c)) return saved(c, writtenIn(await readJson(c)))
    return orAgain(
      c,
      (fields) => saved(c, writtenInForm(fields)),
      (again) => editView(c, { again }),
    )
  })

  routes.get(`${path}/:id`, can('reply'), async (c) => {
    const one = await findSavedReply(db, idOf(c))
    const [versions, uses] = await Promise.all([findVersions(db, one.id), findUses(db, one.id)])
    return answer(c, {
      json: () => ({
        ...presentSavedReply(one),
        versions: versions.map(presentVersion),
        used_in: uses.map(presentUse),
      }),
      html: async () => <SavedReplyPage {...(await house(c))} one={one} versions={versions} uses={uses} />,
    })
  })

  routes.get(`${path}/:id/edit`, can('team-replies'), async (c) => {
    const one = await findSavedReply(db, idOf(c))
    refuseOthers(viewerOf(c), one.team?.id ?? null)
    return editPage(c, { one })
  })

  routes.patch(`${path}/:id`, can('team-replies'), async (c) => {
    const one = await findSavedReply(db, idOf(c))
    if (wantsJson(c)) return changed(c, one.id, changesIn(await readJson(c)))
    return orAgain(
      c,
      (fields) => changed(c, one.id, writtenInForm(fields)),
      (again) => editView(c, { one, again }),
    )
  })

  routes.put(`${path}/:id/removal`, can('team-replies'), async (c) => {
    const one = await transaction(db, (tx) => removeReply(tx, idOf(c), viewerOf(c)))
    const deed = { did: 'saved-told-removed', params: { name: one.name }, undo: undo('delete', removalOf(one.id)) }
    return answerDeed(c, presentSavedReply(one), path, deed)
  })
  routes.delete(`${path}/:id/removal`, can('team-replies'), async (c) => {
    const one = await transaction(db, (tx) => restoreReply(tx, idOf(c), viewerOf(c)))
    const deed = { did: 'saved-told-restored', params: { name: one.name } }
    return answerDeed(c, presentSavedReply(one), `${path}/${one.id}`, deed)
  })

  async function saved(c: Ctx, written: Parameters<typeof saveReply>[1]) {
    const id = await transaction(db, (tx) => saveReply(tx, written, viewerOf(c)))
    const one = await findSavedReply(db, id)
    const deed = { did: 'saved-told-written', params: { name: one.name }, undo: undo('put', removalOf(id)) }
    return answerDeed(c, presentSavedReply(one), `${path}/${id}`, deed, 201)
  }

  async function changed(c: Ctx, id: string, changes: Parameters<typeof changeReply>[2]) {
    await transaction(db, (tx) => changeReply(tx, id, changes, viewerOf(c)))
    const one = await findSavedReply(db, id)
    const deed = { did: 'saved-told-changed', params: { name: one.name } }
    return answerDeed(c, presentSavedReply(one), `${path}/${id}`, deed)
  }

  type Editing = Pick<SavedRepliesEditProps, 'one' | 'again'>

  async function editPage(c: Ctx, editing: Editing): Promise<Response> {
    return c.html(String(await editView(c, editing)))
  }

  async function editView(c: Ctx, editing: Editing) {
    const viewer = viewerOf(c)
    const teams = (await listTeams(db)).filter(({ id }) => mayWrite(viewer, id))
    return <SavedRepliesEditPage {...(await house(c))} {...editing} teams={teams} mayAll={mayWrite(viewer, null)} />
  }

  const house = async (c: Ctx) => ({ shell: await shell(c), viewer: viewerOf(c), more: housePages })

  return routes
}

const removalOf = (id: string): string => `${path}/${id}/removal`

const readJson = (c: Ctx): Promise<unknown> => given(c, z.record(z.string(), z.unknown()))
