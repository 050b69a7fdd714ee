import { chosen, type Given, textOf } from '../access/index.ts'
import { readDuration } from '../conversations/index.ts'
import { Refusal } from '../core/errors.ts'
import { cleanText } from '../lib/clean-text.ts'
import { type Words, words } from '../lib/words.ts'
import { wrongFields } from '../lib/wrong-fields.ts'
import { automationGiven, type GivenAutomation } from './automation.ts'
import { conditionGiven } from './condition.ts'
import { type DeedKinds, type GivenDeed, mostDeeds } from './deed.ts'
import { type Group, modes, mostGroups, ofGroups } from './groups.ts'

type Wrong = Record<string, Words>

/** An automation as a program says it. Refuses (422) with words beside each field. */
export function automationOfProgram(given: Given, kinds: DeedKinds): GivenAutomation {
  const parsed = automationGiven.safeParse(given)
  if (!parsed.success) throw refusal(wrongFields(parsed.error, given))
  const wrong = wrongDeeds(parsed.data.deeds, kinds, 'machine', (at, path) => `deeds.${at}${path ? `.${path}` : ''}`)
  if (Object.keys(wrong).length > 0) throw refusal(wrong)
  return parsed.data
}

/** As the form says it: groups of fields, and a row for each deed. */
export function automationOfForm(given: Given, kinds: DeedKinds): GivenAutomation {
  const wrong: Wrong = {}
  const { deeds, rows } = deedsOfForm(given, kinds, 'machine', wrong)
  const on = textOf(given, 'when')
  const minutes = on.startsWith('waits-') ? readDuration(textOf(given, 'minutes')) : undefined
  const parsed = automationGiven.safeParse({
    name: nameOf(given),
    when: { on, ...(minutes === undefined ? {} : { minutes }) },
    if: conditionsOfForm(given),
    deeds,
  })
  if (!parsed.success)
    for (const { path } of parsed.error.issues) {
      const field = fieldOf(path.map(String), rows)
      wrong[field] ??= words(sentenceFor(field))
    }
  if (!parsed.success || Object.keys(wrong).length > 0) throw refusal(wrong)
  return parsed.data
}

export const nameOf = (given: Given): string => cleanText(textOf(given, 'name')).replace(/\s+/gu, ' ')

function fieldOf([first, second]: string[], rows: readonly number[]): string {
  if (first === 'when') return second === 'minutes' ? 'minutes' : 'when'
  if (first === 'deeds') return `d${rows[Number(second)] ?? 1}_do`
  return first ?? 'name'
}

function sentenceFor(field: string): string {
  if (field === 'name') return 'automations.name-wrong'
  if (field === 'minutes') return 'conversations.level-time-wrong'
  if (field === 'if') return 'automations.if-wrong'
  return field === 'when' ? 'conversations.level-choice-wrong' : 'automations.deed-missing'
}

/** What a deed is refused for: it is none of ours, a machine may not do it, or it lacks what it needs to know. */
export function wrongDeeds(
  deeds: readonly GivenDeed[],
  kinds: DeedKinds,
  doer: 'machine' | 'person',
  fieldOf: (at: number, path: string) => string,
): Wrong {
  const wrong: Wrong = {}
  deeds.forEach((deed, at) => {
    const kind = kinds.get(deed.do)
    if (!kind || (doer === 'machine' && kind.onlyByPeople)) {
      wrong[fieldOf(at, 'do')] = words('automations.deed-unknown')
      return
    }
    const parsed = kind.given.safeParse(deed)
    if (!parsed.success)
      wrong[fieldOf(at, String(parsed.error.issues[0]?.path[0] ?? ''))] = words(`automations.deed-wrong-${kind.takes}`)
  })
  return wrong
}

/** The rows of deeds that say one; what is wrong is said beside its row. */
export function deedsOfForm(given: Given, kinds: DeedKinds, doer: 'machine' | 'person', wrong: Wrong) {
  const rows = Array.from({ length: mostDeeds }, (_, at) => at + 1).filter((row) => textOf(given, `d${row}_do`) !== '')
  const deeds = rows.map((row) => deedOfRow(given, row, kinds))
  Object.assign(
    wrong,
    wrongDeeds(deeds, kinds, doer, (at) => `d${rows[at] ?? 1}_do`),
  )
  return { deeds, rows }
}

function deedOfRow(given: Given, row: number, kinds: DeedKinds): GivenDeed {
  const field = (name: string) => textOf(given, `d${row}_${name}`).trim()
  const name = field('do')
  const minutes = readDuration(field('time'))
  switch (kinds.get(name)?.takes) {
    case 'whom':
      return { do: name, to: field('to') }
    case 'tag':
      return { do: name, tag: cleanText(field('tag')).replace(/^#/, '') }
    case 'time':
      return { do: name, ...(minutes === undefined ? {} : { minutes }) }
    case 'text':
      return { do: name, text: cleanText(field('text')) }
    case 'saved-reply':
      return { do: name, saved_reply: field('reply') }
    default:
      return { do: name }
  }
}

/** What the page could not show as groups comes back as it was. */
function conditionsOfForm(given: Given): unknown {
  const kept = textOf(given, 'if')
  if (kept !== '') return asJson(kept)
  const groups = Array.from({ length: mostGroups }, (_, at) => groupOfForm(given, at + 1))
  return ofGroups({ mode: textOf(given, 'mode') === 'any' ? 'any' : 'all', groups })
}

function asJson(text: string): unknown {
  try {
    return conditionGiven.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

const boxes = ['channels', 'networks', 'intents', 'moods', 'topics', 'users', 'teams'] as const
const lists = ['words', 'languages', 'tags', 'handles'] as const

function groupOfForm(given: Given, number: number): Group {
  const field = (name: string) => textOf(given, `g${number}_${name}`).trim()
  const leaf: Record<string, unknown> = {}
  for (const name of boxes) {
    const ticked = chosen.catch([]).parse(given[`g${number}_${name}`])
    if (ticked.length > 0) leaf[name] = ticked
  }
  for (const name of lists) {
    const listed = listOf(field(name)).map((one) => (name === 'languages' ? one.toLowerCase() : one))
    if (listed.length > 0) leaf[name] = listed
  }
  for (const name of ['urgency', 'abuse']) if (field(name) !== '') leaf[name] = Number(field(name))
  for (const name of ['held', 'bot']) if (field(name) !== '') leaf[name] = field(name) === 'yes'
  const [within, calendar] = field('working').split(':')
  if (calendar) leaf.working = { calendar_id: calendar, within: within === 'within' }
  return { mode: modes.find((mode) => mode === field('mode')) ?? 'all', leaf }
}

const listOf = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((one) => cleanText(one).trim().replace(/^#/, ''))
    .filter((one) => one !== '')

const refusal = (fields: Wrong) => new Refusal(422, words('automations.not-understood'), { fields })
