import { chosen, type Given, textOf } from '../../access/index.ts'
import { Refusal } from '../../core/errors.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { type Words, words } from '../../lib/words.ts'
import { wrongFields } from '../../lib/wrong-fields.ts'
import { conditionsOf } from '../service-levels/given-level.ts'
import { approvalRuleGiven, type GivenApprovalRule } from './rule.ts'

/** A rule as a program says it. Refuses (422) with words beside each field. */
export function ruleOfProgram(given: Given): GivenApprovalRule {
  const parsed = approvalRuleGiven.safeParse(given)
  if (parsed.success) return parsed.data
  throw refusal(wrongFields(parsed.error, given))
}

/** A rule as the form says it. */
export function ruleOfForm(given: Given): GivenApprovalRule {
  const boxes = (field: string) => chosen.catch([]).parse(given[field])
  const { teams: _, ...conditions } = conditionsOf(given)
  const writers = boxes('writers')
  const parsed = approvalRuleGiven.safeParse({
    name: cleanText(textOf(given, 'name')).replace(/\s+/gu, ' '),
    is_on: textOf(given, 'is_on') !== '',
    trainees: writers.includes('trainees'),
    writer_team_ids: writers.filter((one) => one !== 'trainees'),
    visibility: textOf(given, 'visibility') || null,
    words: textOf(given, 'words')
      .split(/[,;\n]/)
      .map((one) => cleanText(one).trim())
      .filter((one) => one !== ''),
    topic_ids: boxes('topics'),
    conditions,
    team_id: textOf(given, 'team_id') || null,
    user_ids: boxes('user_ids'),
  })
  if (parsed.success) return parsed.data
  const wrong: Record<string, Words> = {}
  for (const { path } of parsed.error.issues) {
    const [first, second] = path.map(String)
    const field = (first === 'conditions' ? second : first) ?? 'name'
    wrong[field] ??= words(sentenceFor(field))
  }
  throw refusal(wrong)
}

function sentenceFor(field: string): string {
  if (field === 'name') return 'conversations.level-name-wrong'
  if (field === 'words') return 'conversations.approval-words-wrong'
  if (field === 'languages' || field === 'tags') return `conversations.level-${field}-wrong`
  return 'conversations.level-choice-wrong'
}

const refusal = (fields: Record<string, Words>) => new Refusal(422, words('conversations.not-understood'), { fields })
