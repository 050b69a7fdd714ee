import { Hono } from 'hono'
import { type Again, blank, can, chosen, type Given, type HousePage, orAgain, viewerOf } from '../../access/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { transaction } from '../../core/database.ts'
import { answer, type Ctx, type Env } from '../../core/web.ts'
import type { Shell } from '../../ui/desk.tsx'
import { answerDeed, undo } from '../answered.ts'
import { idOf } from '../given.ts'
import { findRuleChoices, ruleListRoutes } from '../rule-list.ts'
import { findTopics } from '../topics.ts'
import { countWaiting } from './count-waiting.ts'
import { findRule, findRules } from './find-rules.ts'
import { ruleOfForm, ruleOfProgram } from './given-rule.ts'
import { type ApprovalRule, type GivenApprovalRule, storedRule } from './rule.ts'
import { changeRule, makeRule, moveRule, removeRule, restoreRule } from './save-rule.ts'
import { findTrainees, setTrainees, traineesGiven } from './trainees.ts'
import { RulePage } from './views/rule-page.tsx'
import { RulesPage } from './views/rules-page.tsx'

export interface ApprovalRoutes {
  connectors: Connectors
  shell: (c: Ctx) => Promise<Shell>
  housePages: readonly HousePage[]
}

const path = '/settings/approval'
export const approvalHousePage: HousePage = {
  href: path,
  label: 'conversations.approvals',
  can: 'settings',
  among: 'answering',
}

const told = {
  moved: 'conversations.told-approval-moved',
  removed: 'conversations.told-approval-removed',
  back: 'conversations.told-approval-back',
}

/** Which answers somebody else reads before they leave, and who is learning. */
export function approvalRoutes({ db }: Pick<Core, 'db'>, given: ApprovalRoutes): Hono<Env> {
  const { connectors, shell, housePages } = given
  const routes = new Hono<Env>()
  const house = async (c: Ctx) => ({ shell: await shell(c), viewer: viewerOf(c), more: housePages })

  routes.get(path, can('settings'), async (c) => {
    const [rules, trainees, waiting] = await Promise.all([findRules(db), findTrainees(db), countWaiting(db)])
    return answer(c, {
      json: () => ({ rules: rules.map((rule) => presentRule(rule, waiting.get(rule.id) ?? 0)), trainees }),
      html: async () => <RulesPage {...(await house(c))} {...{ rules, trainees, waiting }} choices={await choices()} />,
    })
  })

  routes.get(`${path}/new`, can('settings'), async (c) => c.html(String(await rulePage(c, undefined))))

  routes.get(`${path}/:id`, can('settings'), async (c) => {
    const rule = await findRule(db, idOf(c))
    return answer(c, { json: () => presentRule(rule), html: () => rulePage(c, rule) })
  })

  routes.post(path, can('settings'), (c) =>
    orAgain(
      c,
      async (asked) => {
        const wanted = read(c, asked)
        const id = await transaction(db, (tx) => makeRule(tx, wanted, viewerOf(c)))
        const again = undo('delete', `${path}/${id}`)
        return end(c, id, { did: 'told-approval-made', params: { name: wanted.name }, undo: again }, 201)
      },
      (again) => rulePage(c, undefined, again),
    ),
  )

  routes.put(`${path}/trainees`, can('settings'), (c) =>
    orAgain(
      c,
      async (asked) => {
        const ids = isProgram(c) ? asked.user_ids : listed(asked.user_ids)
        const { user_ids } = traineesGiven.parse({ user_ids: ids })
        const before = await findTrainees(db)
        await transaction(db, (tx) => setTrainees(tx, user_ids, viewerOf(c)))
        const trainees = await findTrainees(db)
        const again = undo('put', `${path}/trainees`, { user_ids: before.map(({ id }) => id).join(' ') })
        return answerDeed(c, { trainees }, `${path}#trainees`, { did: 'told-trainees', undo: again })
      },
      async () => c.redirect(path, 303),
    ),
  )

  routes.put(`${path}/:id`, can('settings'), (c) =>
    orAgain(
      c,
      async (asked) => {
        const wanted = read(c, asked)
        await transaction(db, (tx) => changeRule(tx, idOf(c), wanted, viewerOf(c)))
        return end(c, idOf(c), { did: 'told-approval-changed', params: { name: wanted.name } })
      },
      async (again) => rulePage(c, await findRule(db, idOf(c)), again),
    ),
  )

  const find = (id: string) => findRule(db, id)
  const deeds = { move: moveRule, remove: removeRule, restore: restoreRule }
  routes.route('/', ruleListRoutes(db, { path, find, present: presentRule, ...deeds, told }))

  async function end(c: Ctx, id: string, deed: Parameters<typeof answerDeed>[3], status: 200 | 201 = 200) {
    return answerDeed(c, presentRule(await findRule(db, id)), path, deed, status)
  }

  const choices = async () => ({ ...(await findRuleChoices(db, connectors)), topics: await findTopics(db) })

  const rulePage = async (c: Ctx, rule: ApprovalRule | undefined, again: Again = blank) => (
    <RulePage {...(await house(c))} choices={await choices()} rule={rule} again={again} />
  )

  return routes
}

const isProgram = (c: Ctx): boolean => c.req.header('content-type')?.startsWith('application/json') ?? false
const read = (c: Ctx, asked: Given): GivenApprovalRule => (isProgram(c) ? ruleOfProgram(asked) : ruleOfForm(asked))

/** Boxes that are ticked, or the ids that undoing says in one field. */
const listed = (value: unknown): string[] =>
  chosen
    .catch([])
    .parse(value)
    .flatMap((one) => one.split(' '))
    .filter((one) => one !== '')

const presentRule = (rule: ApprovalRule, waiting?: number) => ({
  id: rule.id,
  ...storedRule(rule),
  ...(waiting === undefined ? {} : { waiting }),
})
