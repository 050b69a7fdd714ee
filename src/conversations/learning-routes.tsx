import { Hono } from 'hono'
import { z } from 'zod'
import { can, type HousePage, viewerOf } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { answer, type Ctx, type Env } from '../core/web.ts'
import type { Shell } from '../ui/desk.tsx'
import { answerDeed, undo } from './answered.ts'
import { readCursor } from './cursor.ts'
import { findCorrections } from './find-corrections.ts'
import { asked, given, idOf } from './given.ts'
import { findLearned } from './learned.ts'
import { presentCorrection, presentLearned } from './present.ts'
import { countTopics, findTopics, makeTopic, removeTopic, renameTopic } from './topics.ts'
import { LearningPage } from './views/learning-page.tsx'

export interface LearningRoutes {
  shell: (c: Ctx) => Promise<Shell>
  housePages: readonly HousePage[]
}

const path = '/settings/learning'
export const learningHousePage: HousePage = {
  href: path,
  label: 'conversations.learning',
  can: 'settings',
  among: 'answering',
}

const page = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})
const named = z.object({ name: z.string().max(200) })

/** What people have taught: their corrections, and the topics of the organisation. */
export function learningRoutes(
  { db, clock }: Pick<Core, 'db' | 'clock'>,
  { shell, housePages }: LearningRoutes,
): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get(path, can('settings'), async (c) => {
    const { after, limit } = asked(c, page)
    const [topics, learned, found] = await Promise.all([
      countTopics(db),
      findLearned(db),
      findCorrections(db, { after: readCursor(after), ...(limit ? { limit } : {}) }),
    ])
    return answer(c, {
      json: () => ({
        topics,
        learned: presentLearned(learned),
        corrections: found.corrections.map(presentCorrection),
        after: found.after ?? null,
      }),
      html: async () => (
        <LearningPage
          shell={await shell(c)}
          viewer={viewerOf(c)}
          more={housePages}
          topics={topics}
          learned={learned}
          {...found}
          isFirst={!after}
        />
      ),
    })
  })

  // Everything at once, to be kept or taken elsewhere. Corrections are few: people made them one by one.
  routes.get(`${path}/export`, can('settings'), async (c) => {
    const [topics, learned, found] = await Promise.all([
      findTopics(db),
      findLearned(db),
      findCorrections(db, { limit: 100_000 }),
    ])
    const day = clock.now().toISOString().slice(0, 10)
    c.header('content-disposition', `attachment; filename="tertulia-learning-${day}.json"`)
    const corrections = found.corrections.map(presentCorrection)
    return c.json({ topics, learned: presentLearned(learned), layer: learned?.layer ?? null, corrections })
  })

  routes.post(`${path}/topics`, can('settings'), async (c) => {
    const { name } = await given(c, named)
    const topic = await db.transaction().execute((tx) => makeTopic(tx, name, viewerOf(c)))
    return answerDeed(c, topic, path, { did: 'told-topic-made', params: { name: topic.name } }, 201)
  })
  routes.put(`${path}/topics/:id`, can('settings'), async (c) => {
    const { name } = await given(c, named)
    await db.transaction().execute((tx) => renameTopic(tx, idOf(c), name, viewerOf(c)))
    return answerDeed(c, { id: idOf(c), name }, path, { did: 'told-topic-renamed', params: { name } })
  })
  routes.delete(`${path}/topics/:id`, can('settings'), async (c) => {
    const topic = await db.transaction().execute((tx) => removeTopic(tx, idOf(c), viewerOf(c)))
    const again = undo('put', `${path}/topics/${topic.id}`, { name: topic.name })
    return answerDeed(c, topic, path, { did: 'told-topic-removed', params: { name: topic.name }, undo: again })
  })

  return routes
}
