import { Hono } from 'hono'
import { can, chosen, type HousePage, orAgain, viewerOf } from '../../access/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { transaction } from '../../core/database.ts'
import { answer, type Ctx, type Env } from '../../core/web.ts'
import type { Shell } from '../../ui/desk.tsx'
import { answerDeed, undo } from '../answered.ts'
import { findRuleChoices, isProgram, ruleRoutes } from '../rule-list.ts'
import { findTopics } from '../topics.ts'
import { countWaiting } from './count-waiting.ts'
import { findRule, findRules } from './find-rules.ts'
import { ruleOfForm, ruleOfProgram } from './given-rule.ts'
import { type ApprovalRule, storedRule } from './rule.ts'
import { approvalRules } from './save-rule.ts'
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

  const choices = async () => ({ ...(await findRuleChoices(db, connectors)), topics: await findTopics(db) })

  routes.route(
    '/',
    ruleRoutes(db, {
      path,
      called: 'approval',
      verbs: approvalRules,
      find: (id) => findRule(db, id),
      present: (rule) => presentRule(rule),
      ofForm: ruleOfForm,
      ofProgram: ruleOfProgram,
      page: async (c, rule, again) => (
        <RulePage {...(await house(c))} choices={await choices()} rule={rule} again={again} />
      ),
    }),
  )

  return routes
}

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
