import { z } from 'zod'
import { type Conditions, conditionsGiven } from '../service-levels/level.ts'
import type { How, Skill } from './tables.ts'

export const hows = ['in-turn', 'least-busy', 'longest-idle'] as const satisfies readonly How[]

export const skills = ['language', 'network', 'topic'] as const satisfies readonly Skill[]

/** A rule as it is given: for which conversations, to whom, and who of them is next. */
export const ruleGiven = z
  .object({
    name: z.string().trim().min(1).max(80),
    is_on: z.boolean().default(true),
    conditions: conditionsGiven.prefault({}),
    /** Everybody of a team, people by name, or both. */
    team_id: z.uuid().nullable().default(null),
    user_ids: z.array(z.uuid()).max(100).default([]),
    how: z.enum(hows).default('in-turn'),
    /** Only to whoever is good at its language, its network, what it is about. */
    skills: z.array(z.enum(skills)).max(skills.length).default([]),
    /** When nobody who is has room now. */
    without_skill: z.enum(['anybody', 'wait']).default('anybody'),
  })
  .refine((it) => it.team_id !== null || it.user_ids.length > 0, { path: ['team_id'] })
export type GivenRule = z.infer<typeof ruleGiven>

/** One rule, with those who can get a conversation by it. */
export interface Rule {
  id: string
  name: string
  isOn: boolean
  conditions: Conditions
  teamId: string | null
  /** Whom it names besides its team. */
  userIds: readonly string[]
  /** Who of the team can answer. */
  memberIds: readonly string[]
  how: How
  skills: readonly Skill[]
  withoutSkill: 'anybody' | 'wait'
}

/** As it was given. */
export const storedRule = ({ name, isOn, conditions, teamId, userIds, how, ...rule }: Rule): GivenRule => ({
  name,
  is_on: isOn,
  conditions,
  team_id: teamId,
  user_ids: [...userIds],
  how,
  skills: [...rule.skills],
  without_skill: rule.withoutSkill,
})

/** Everybody of a rule who can take a conversation, once. */
export const peopleOf = ({ memberIds, userIds }: Pick<Rule, 'memberIds' | 'userIds'>): string[] => [
  ...new Set([...memberIds, ...userIds]),
]
