import { type Circumstances, levelFor } from '../service-levels/level.ts'
import { peopleOf, type Rule } from './rule.ts'

/** Somebody who may be given conversations, as they stand now. */
export interface Helper {
  id: string
  name: string
  /** Whether a conversation may go to them now. */
  isHere: boolean
  /** How much they are to have at once; null: any number. */
  capacity: number | null
  /** What they have that waits for an answer, by weight. */
  load: number
  /** Since when they did nothing and were given nothing, in milliseconds. */
  idleSince: number
  /** When it was last their turn, by rule. */
  turns: ReadonlyMap<string, number>
  languages: readonly string[]
  networks: readonly string[]
  topics: readonly string[]
}

/** A conversation that nobody has. */
export interface Waiting extends Circumstances {
  id: string
  /** What it is about, by their ids. */
  topics: readonly string[]
}

export interface Gift {
  conversationId: string
  rule: Rule
  userId: string
  turn: number
}

export interface Given {
  gifts: Gift[]
  /** Those that nobody has room for now, with the rule that holds for them. */
  waits: { conversationId: string; ruleId: string }[]
  /** For which no rule holds. */
  free: string[]
  /** The rules of which nobody can be given anything more now. */
  full: string[]
}

/** What is for now counts three times, what is for today twice. */
export const weightOf = ({ urgency }: Pick<Waiting, 'urgency'>): number => Math.max(1, urgency)

/** Says who gets what, in the order given; whoever gets one is busier, and last in turn, for the next. */
export function choose(rules: readonly Rule[], helpers: readonly Helper[], waiting: readonly Waiting[]): Given {
  const able = rules.filter((rule) => rule.isOn && peopleOf(rule).length > 0)
  const desk = new Map(helpers.map((helper) => [helper.id, { ...helper, turns: new Map(helper.turns) }]))
  let turn = Math.max(0, ...helpers.flatMap(({ turns }) => [...turns.values()]))
  const given: Given = { gifts: [], waits: [], free: [], full: [] }
  for (const one of waiting) {
    const rule = levelFor(able, one)
    const next = rule && nextOf(rule, desk, one)
    if (!rule) given.free.push(one.id)
    else if (!next) given.waits.push({ conversationId: one.id, ruleId: rule.id })
    else {
      turn += 1
      given.gifts.push({ conversationId: one.id, rule, userId: next.id, turn })
      next.load += weightOf(one)
      next.turns.set(rule.id, turn)
      // Later than anything that was before, and each later than the one before it.
      next.idleSince = Number.MAX_SAFE_INTEGER / 2 + turn
    }
  }
  given.full = able.filter((rule) => ableOf(rule, desk, 1).length === 0).map(({ id }) => id)
  return given
}

type Sitting = Omit<Helper, 'turns'> & { turns: Map<string, number> }

function nextOf(rule: Rule, desk: ReadonlyMap<string, Sitting>, one: Waiting): Sitting | undefined {
  const able = ableOf(rule, desk, weightOf(one))
  const good = able.filter((helper) => isGoodAt(helper, rule, one))
  const among = good.length > 0 || rule.withoutSkill === 'wait' ? good : able
  return among.toSorted(order(rule))[0]
}

const ableOf = (rule: Rule, desk: ReadonlyMap<string, Sitting>, weight: number): Sitting[] =>
  peopleOf(rule)
    .map((id) => desk.get(id))
    .filter((helper) => helper !== undefined)
    .filter((helper) => helper.isHere && hasRoom(helper, weight))

/** At all that the rule asks for; of several topics, one is enough. What is not known of a conversation is not asked for. */
function isGoodAt(
  helper: Pick<Helper, 'languages' | 'networks' | 'topics'>,
  { skills }: Pick<Rule, 'skills'>,
  { language, network, topics }: Waiting,
): boolean {
  const knows = {
    language: language === null || language === 'und' || helper.languages.includes(language),
    network: helper.networks.includes(network),
    topic: topics.length === 0 || topics.some((topic) => helper.topics.includes(topic)),
  }
  return skills.every((skill) => knows[skill])
}

/** What is more than somebody can have at all goes to them while they have nothing else. */
export const hasRoom = ({ capacity, load }: Pick<Helper, 'capacity' | 'load'>, weight: number): boolean =>
  capacity === null || load + weight <= capacity || load === 0

function order({ id, how }: Rule): (a: Sitting, b: Sitting) => number {
  const turn = (a: Sitting, b: Sitting) => (a.turns.get(id) ?? 0) - (b.turns.get(id) ?? 0)
  const idle = (a: Sitting, b: Sitting) => a.idleSince - b.idleSince
  const load = (a: Sitting, b: Sitting) => a.load - b.load
  const name = (a: Sitting, b: Sitting) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id)
  const first = { 'in-turn': turn, 'least-busy': load, 'longest-idle': idle }[how]
  return (a, b) => first(a, b) || turn(a, b) || idle(a, b) || name(a, b)
}
