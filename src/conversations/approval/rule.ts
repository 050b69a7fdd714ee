import { z } from 'zod'
import { says } from '../../lib/says.ts'
import { type Circumstances, type Conditions, conditionsGiven, fits } from '../service-levels/level.ts'

/** For which conversations, in the words of the other rules; who has it does not matter here. */
export const conditions = conditionsGiven.omit({ teams: true })

export const visibilities = ['public', 'direct'] as const

const ids = z.array(z.uuid()).max(100).default([])

/** A rule as it is given: whose answers, which of them, and who may approve. Whatever says nothing fits all. */
export const approvalRuleGiven = z.object({
  name: z.string().trim().min(1).max(80),
  is_on: z.boolean().default(true),
  trainees: z.boolean().default(false).describe('Written by whoever is learning; with `writer_team_ids`: or by these.'),
  writer_team_ids: ids.describe('Written by somebody of these teams.'),
  visibility: z.enum(visibilities).nullable().default(null).describe('Said in public, or to one person alone.'),
  words: z
    .array(
      z
        .string()
        .trim()
        .min(1)
        .max(100)
        .regex(/[\p{L}\p{N}]/u),
    )
    .max(50)
    .default([])
    .describe('One of them is in the answer; capitals and accents do not matter; `refund*` begins so.'),
  topic_ids: ids.describe('They spoke of one of them.'),
  conditions: conditions.prefault({}),
  team_id: z.uuid().nullable().default(null).describe('Anybody of this team may approve.'),
  user_ids: ids.describe('So may these. Where nobody is named: managers. Owners always may.'),
})
export type GivenApprovalRule = z.infer<typeof approvalRuleGiven>

export interface ApprovalRule {
  id: string
  name: string
  isOn: boolean
  trainees: boolean
  writerTeamIds: readonly string[]
  visibility: 'public' | 'direct' | null
  words: readonly string[]
  topicIds: readonly string[]
  conditions: Omit<Conditions, 'teams'>
  teamId: string | null
  /** Those named besides its team. */
  userIds: readonly string[]
}

/** As it was given. */
export const storedRule = ({ name, isOn, conditions: where, ...rule }: ApprovalRule): GivenApprovalRule => ({
  name,
  is_on: isOn,
  trainees: rule.trainees,
  writer_team_ids: [...rule.writerTeamIds],
  visibility: rule.visibility,
  words: [...rule.words],
  topic_ids: [...rule.topicIds],
  conditions: where,
  team_id: rule.teamId,
  user_ids: [...rule.userIds],
})

/** What of an answer decides whether somebody else reads it first. */
export interface Answer extends Circumstances {
  visibility: 'public' | 'direct'
  writer: { isTrainee: boolean; teamIds: readonly string[] }
  topics: readonly string[]
  /** What it says, as `spoken` writes it. */
  spoken: string
}

/** Whether somebody else reads this answer first, by this rule. */
export const isFor = (rule: ApprovalRule, it: Answer): boolean =>
  isBy(rule, it) && isSo(rule, it) && fits({ ...rule.conditions, teams: [] }, it)

function isBy({ trainees, writerTeamIds }: ApprovalRule, { writer }: Answer): boolean {
  if (!trainees && writerTeamIds.length === 0) return true
  return (trainees && writer.isTrainee) || writerTeamIds.some((id) => writer.teamIds.includes(id))
}

const isSo = ({ visibility, words, topicIds }: ApprovalRule, it: Answer): boolean =>
  (visibility === null || visibility === it.visibility) &&
  (words.length === 0 || words.some((one) => says(it.spoken, one))) &&
  (topicIds.length === 0 || topicIds.some((one) => it.topics.includes(one)))
