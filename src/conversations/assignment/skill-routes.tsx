import { Hono } from 'hono'
import { type Again, blank, can, chosen, type Given, orAgain, textOf, viewerOf } from '../../access/index.ts'
import { findChannels } from '../../channels/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { transaction } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { answer, type Ctx, type Env } from '../../core/web.ts'
import { type Words, words } from '../../lib/words.ts'
import type { Shell } from '../../ui/desk.tsx'
import { answerDeed } from '../answered.ts'
import { idOf } from '../given.ts'
import { findTopics } from '../topics.ts'
import { findSkills, type GivenSkills, type Skills, saveSkills, skillsGiven } from './skills.ts'
import { SkillsPage } from './views/skills-page.tsx'

export interface SkillRoutes {
  connectors: Connectors
  shell: (c: Ctx) => Promise<Shell>
}

/** What each of us is good at; `me` is whoever asks. */
export function skillRoutes({ db }: Pick<Core, 'db'>, { connectors, shell }: SkillRoutes): Hono<Env> {
  const routes = new Hono<Env>()
  const whose = (c: Ctx) => (c.req.param('id') === 'me' ? viewerOf(c).id : idOf(c))

  routes.get('/skills/:id', can('reply'), async (c) => {
    const skills = await findSkills(db, whose(c))
    return answer(c, { json: () => present(skills), html: () => page(c, skills) })
  })

  routes.put('/skills/:id', can('reply'), (c) =>
    orAgain(
      c,
      async (asked) => {
        const isProgram = c.req.header('content-type')?.startsWith('application/json') ?? false
        const wanted = understood(isProgram ? asked : ofForm(asked))
        const skills = await transaction(db, (tx) => saveSkills(tx, whose(c), wanted, viewerOf(c)))
        const deed = { did: 'told-skills', params: { name: skills.user.name } }
        return answerDeed(c, present(skills), `/skills/${skills.user.id}`, deed)
      },
      async (again) => page(c, await findSkills(db, whose(c)), again),
    ),
  )

  async function page(c: Ctx, skills: Skills, again: Again = blank) {
    const [channels, topics] = await Promise.all([findChannels(db), findTopics(db)])
    const networks = [...new Set(channels.map(({ network }) => network))]
    const named = networks.map((id) => ({ id, name: connectors.get(id)?.name ?? id }))
    const mayChange = skills.user.id === viewerOf(c).id || viewerOf(c).can.has('settings')
    return <SkillsPage shell={await shell(c)} {...{ skills, networks: named, topics, again, mayChange }} />
  }

  return routes
}

const ofForm = (given: Given) => ({
  languages: textOf(given, 'languages')
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((code) => code !== ''),
  networks: chosen.catch([]).parse(given.networks),
  topics: chosen.catch([]).parse(given.topics),
})

function understood(given: Given): GivenSkills {
  const parsed = skillsGiven.safeParse(given)
  if (parsed.success) return parsed.data
  const wrong: Record<string, Words> = {}
  for (const { path } of parsed.error.issues) {
    const field = String(path[0] ?? 'languages')
    wrong[field] = words(field === 'languages' ? 'conversations.level-languages-wrong' : 'conversations.skills-wrong')
  }
  throw new Refusal(422, words('conversations.not-understood'), { fields: wrong })
}

const present = ({ user, languages, networks, topics }: Skills) => ({
  user: { id: user.id, name: user.name },
  languages,
  networks,
  topics,
})
