import { chosen, type Given, textOf } from '../../access/index.ts'
import { Refusal } from '../../core/errors.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { type Words, words } from '../../lib/words.ts'
import { wrongFields } from '../../lib/wrong-fields.ts'
import { conditionsOf } from '../service-levels/given-level.ts'
import { type GivenPerson, mostAtOnce, personGiven } from './people.ts'
import { type GivenRule, ruleGiven } from './rule.ts'

/** A rule as a program says it. Refuses (422) with words beside each field. */
export function ruleOfProgram(given: Given): GivenRule {
  const parsed = ruleGiven.safeParse(given)
  if (parsed.success) return parsed.data
  const ours = parsed.error.issues.some(({ code }) => code === 'custom')
    ? { team_id: words('conversations.assignment-nobody-named') }
    : {}
  throw refusal({ ...wrongFields(parsed.error, given), ...ours })
}

/** A rule as the form says it. */
export function ruleOfForm(given: Given): GivenRule {
  const parsed = ruleGiven.safeParse({
    name: cleanText(textOf(given, 'name')).replace(/\s+/gu, ' '),
    is_on: textOf(given, 'is_on') !== '',
    conditions: conditionsOf(given),
    team_id: textOf(given, 'team_id') || null,
    user_ids: chosen.catch([]).parse(given.user_ids),
    how: textOf(given, 'how') || undefined,
    skills: chosen.catch([]).parse(given.skills),
    without_skill: textOf(given, 'without_skill') || undefined,
  })
  if (parsed.success) return parsed.data
  const wrong: Record<string, Words> = {}
  for (const { path, code } of parsed.error.issues) {
    const [first, second] = path.map(String)
    const field = (first === 'conditions' ? second : first) ?? 'name'
    wrong[field] ??= words(code === 'custom' ? 'conversations.assignment-nobody-named' : sentenceFor(field))
  }
  throw refusal(wrong)
}

/** How much somebody is to have, as the form says it: nothing written is any number. */
export function personOfForm(given: Given): GivenPerson {
  const text = textOf(given, 'capacity').trim()
  return personOf({
    capacity: text === '' ? null : Number(text),
    calendar_id: textOf(given, 'calendar_id') || null,
  })
}

export function personOf(given: Given): GivenPerson {
  const parsed = personGiven.safeParse(given)
  if (parsed.success) return parsed.data
  const wrong: Record<string, Words> = {}
  for (const { path } of parsed.error.issues) {
    const field = String(path[0] ?? 'capacity')
    wrong[field] =
      field === 'capacity'
        ? words('conversations.assignment-capacity-wrong', { max: mostAtOnce })
        : words('conversations.level-calendar-wrong')
  }
  throw refusal(wrong)
}

function sentenceFor(field: string): string {
  if (field === 'name') return 'conversations.level-name-wrong'
  if (field === 'languages' || field === 'tags') return `conversations.level-${field}-wrong`
  return 'conversations.level-choice-wrong'
}

const refusal = (fields: Record<string, Words>) => new Refusal(422, words('conversations.not-understood'), { fields })
