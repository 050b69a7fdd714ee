import { Hono } from 'hono'
import { type Again, blank, can, type Given, type HousePage, orAgain, viewerOf } from '../../access/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { transaction } from '../../core/database.ts'
import { answer, type Ctx, type Env } from '../../core/web.ts'
import type { Shell } from '../../ui/desk.tsx'
import { answerDeed } from '../answered.ts'
import { idOf } from '../given.ts'
import { findRuleChoices, ruleListRoutes } from '../rule-list.ts'
import { findKept, findLevel, findLevels, type Kept } from './find-levels.ts'
import { levelOfForm, levelOfProgram } from './given-level.ts'
import { type GivenLevel, type Level, storedLevel } from './level.ts'
import { changeLevel, makeLevel, moveLevel, removeLevel, restoreLevel } from './save-level.ts'
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

  routes.get(`${levelsPath}/new`, can('settings'), async (c) => c.html(String(await page(c, undefined))))

  routes.get(`${levelsPath}/:id`, can('settings'), async (c) => {
    const level = await findLevel(db, idOf(c))
    return answer(c, { json: () => presentLevel(level), html: () => page(c, level) })
  })

  routes.post(levelsPath, can('settings'), (c) =>
    orAgain(
      c,
      async (asked) => {
        const wanted = read(c, asked)
        const id = await transaction(db, (tx) => makeLevel(tx, wanted, viewerOf(c)))
        return end(c, id, { did: 'told-level-made', params: { name: wanted.name } }, 201)
      },
      (again) => page(c, undefined, again),
    ),
  )

  routes.put(`${levelsPath}/:id`, can('settings'), (c) =>
    orAgain(
      c,
      async (asked) => {
        const wanted = read(c, asked)
        await transaction(db, (tx) => changeLevel(tx, idOf(c), wanted, viewerOf(c)))
        return end(c, idOf(c), { did: 'told-level-changed', params: { name: wanted.name } })
      },
      async (again) => page(c, await findLevel(db, idOf(c)), again),
    ),
  )

  const told = {
    moved: 'conversations.told-level-moved',
    removed: 'conversations.told-level-removed',
    back: 'conversations.told-level-back',
  }
  const find = (id: string) => findLevel(db, id)
  const deeds = { move: moveLevel, remove: removeLevel, restore: restoreLevel }
  routes.route('/', ruleListRoutes(db, { path: levelsPath, find, present: presentLevel, ...deeds, told }))

  async function end(c: Ctx, id: string, deed: Parameters<typeof answerDeed>[3], status: 200 | 201 = 200) {
    return answerDeed(c, presentLevel(await findLevel(db, id)), levelsPath, deed, status)
  }

  const choices = async () => ({ choices: await findRuleChoices(db, connectors) })

  const page = async (c: Ctx, level: Level | undefined, again: Again = blank) => (
    <LevelPage {...(await house(c))} {...(await choices())} level={level} again={again} />
  )

  return routes
}

const read = (c: Ctx, asked: Given): GivenLevel =>
  c.req.header('content-type')?.startsWith('application/json') ? levelOfProgram(asked) : levelOfForm(asked)

/** Times in minutes of working time. */
const presentLevel = (level: Level, kept: readonly Kept[] = []) => ({
  id: level.id,
  ...storedLevel(level),
  kept: kept
    .filter(({ levelId }) => levelId === level.id)
    .map(({ target, kept: inTime, of }) => ({ target, in_time: inTime, of })),
})
