import { Hono } from 'hono'
import { can, type HousePage, viewerOf } from '../../access/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { answer, type Ctx, type Env } from '../../core/web.ts'
import type { Shell } from '../../ui/desk.tsx'
import { findRuleChoices, ruleRoutes } from '../rule-list.ts'
import { findKept, findLevel, findLevels, type Kept } from './find-levels.ts'
import { levelOfForm, levelOfProgram } from './given-level.ts'
import { type Level, storedLevel } from './level.ts'
import { serviceLevels } from './save-level.ts'
import { LevelPage } from './views/level-page.tsx'
import { LevelsPage } from './views/levels-page.tsx'

export interface LevelRoutes {
  connectors: Connectors
  shell: (c: Ctx) => Promise<Shell>
  housePages: readonly HousePage[]
}

export const levelsPath = '/settings/service-levels'
export const levelsHousePage: HousePage = {
  href: levelsPath,
  label: 'conversations.levels',
  can: 'settings',
  among: 'answering',
}

const keptMs = 30 * 86_400_000

/** By when people are answered, per rule. */
export function levelRoutes(
  core: Pick<Core, 'db' | 'clock'>,
  { connectors, shell, housePages }: LevelRoutes,
): Hono<Env> {
  const { db, clock } = core
  const routes = new Hono<Env>()
  const house = async (c: Ctx) => ({ shell: await shell(c), viewer: viewerOf(c), more: housePages })

  routes.get(levelsPath, can('settings'), async (c) => {
    const [levels, kept] = await Promise.all([findLevels(db), findKept(db, new Date(clock.now().getTime() - keptMs))])
    return answer(c, {
      json: () => ({ levels: levels.map((level) => presentLevel(level, kept)) }),
      html: async () => (
        <LevelsPage {...(await house(c))} levels={levels} kept={kept} {...(await choices())} now={clock.now()} />
      ),
    })
  })

  const choices = async () => ({ choices: await findRuleChoices(db, connectors) })

  routes.route(
    '/',
    ruleRoutes(db, {
      path: levelsPath,
      called: 'level',
      verbs: serviceLevels,
      find: (id) => findLevel(db, id),
      present: (level) => presentLevel(level),
      ofForm: levelOfForm,
      ofProgram: levelOfProgram,
      page: async (c, level, again) => (
        <LevelPage {...(await house(c))} {...(await choices())} level={level} again={again} />
      ),
    }),
  )

  return routes
}

/** Times in minutes of working time. */
const presentLevel = (level: Level, kept: readonly Kept[] = []) => ({
  id: level.id,
  ...storedLevel(level),
  kept: kept
    .filter(({ levelId }) => levelId === level.id)
    .map(({ target, kept: inTime, of }) => ({ target, in_time: inTime, of })),
})
