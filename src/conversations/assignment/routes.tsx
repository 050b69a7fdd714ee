import { Hono } from 'hono'
import { type Again, blank, can, type HousePage, orAgain, viewerOf } from '../../access/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { transaction } from '../../core/database.ts'
import { answer, type Ctx, type Env } from '../../core/web.ts'
import type { Shell } from '../../ui/desk.tsx'
import { answerDeed } from '../answered.ts'
import { idOf } from '../given.ts'
import { findRuleChoices, isProgram, ruleRoutes } from '../rule-list.ts'
import { awaitBacklog, countUnheld } from './await.ts'
import { countWaits, findRule, findRules } from './find-rules.ts'
import { personOf, personOfForm, ruleOfForm, ruleOfProgram } from './given-rule.ts'
import { type AssignmentPerson, findPeople, savePerson } from './people.ts'
import { type Rule, storedRule } from './rule.ts'
import { assignmentRules } from './save-rule.ts'
import { RulePage } from './views/rule-page.tsx'
import { RulesPage } from './views/rules-page.tsx'

export interface AssignmentRoutes {
  connectors: Connectors
  shell: (c: Ctx) => Promise<Shell>
  housePages: readonly HousePage[]
}

export const assignmentPath = '/settings/assignment'
export const assignmentHousePage: HousePage = {
  href: assignmentPath,
  label: 'conversations.assignment',
  can: 'settings',
  among: 'answering',
}

/** To whom conversations go by themselves. */
export function assignmentRoutes(
  { db }: Pick<Core, 'db'>,
  { connectors, shell, housePages }: AssignmentRoutes,
): Hono<Env> {
  const routes = new Hono<Env>()
  const house = async (c: Ctx) => ({ shell: await shell(c), viewer: viewerOf(c), more: housePages })

  routes.get(assignmentPath, can('settings'), async (c) => {
    const [rules, waits, unheld, people] = await Promise.all([
      findRules(db),
      countWaits(db),
      countUnheld(db),
      findPeople(db),
    ])
    return answer(c, {
      json: () => ({
        rules: rules.map((rule) => presentRule(rule, waits.get(rule.id) ?? 0)),
        people: people.map(presentPerson),
        unassigned: unheld,
      }),
      html: () => page(c, { rules, waits, unheld, people }),
    })
  })

  routes.post(`${assignmentPath}/backlog`, can('settings'), async (c) => {
    const count = await transaction(db, awaitBacklog)
    return answerDeed(c, { count }, assignmentPath, { did: 'told-backlog', params: { count } }, 202)
  })

  routes.put(`${assignmentPath}/people/:id`, can('settings'), (c) =>
    orAgain(
      c,
      async (asked) => {
        const wanted = isProgram(c) ? personOf(asked) : personOfForm(asked)
        const id = idOf(c)
        await transaction(db, (tx) => savePerson(tx, id, wanted, viewerOf(c)))
        const person = (await findPeople(db)).find((one) => one.id === id)
        const deed = { did: 'told-assignment-person', params: { name: person?.name ?? '' } }
        return answerDeed(c, person ? presentPerson(person) : {}, `${assignmentPath}#people`, deed)
      },
      async (again) => {
        const [rules, waits, unheld, people] = await Promise.all([
          findRules(db),
          countWaits(db),
          countUnheld(db),
          findPeople(db),
        ])
        return page(c, { rules, waits, unheld, people, again, againFor: idOf(c) })
      },
    ),
  )

  const choices = () => findRuleChoices(db, connectors)

  const page = async (c: Ctx, shown: Shown) => (
    <RulesPage {...(await house(c))} {...shown} again={shown.again ?? blank} choices={await choices()} />
  )
  routes.route(
    '/',
    ruleRoutes(db, {
      path: assignmentPath,
      called: 'assignment',
      verbs: assignmentRules,
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

interface Shown {
  rules: readonly Rule[]
  waits: ReadonlyMap<string, number>
  unheld: number
  people: readonly AssignmentPerson[]
  again?: Again
  /** Whose row is to be filled in again. */
  againFor?: string
}

const presentRule = (rule: Rule, waiting?: number) => ({
  id: rule.id,
  ...storedRule(rule),
  ...(waiting === undefined ? {} : { waiting }),
})

const presentPerson = ({ id, name, capacity, calendarId, load }: AssignmentPerson) => ({
  id,
  name,
  capacity,
  calendar_id: calendarId,
  load,
})
