import { z } from 'zod'
import { type Circumstances, conditionsGiven, fits } from '../conversations/index.ts'
import { says, spoken as spokenWords } from '../lib/says.ts'
import { sentiments } from '../reading/index.ts'

const ids = z.array(z.uuid()).min(1).max(100)
const { shape } = conditionsGiven

/** What must be so. Of several things in a list, one is enough; of several lists, each. */
export const leafGiven = z
  .strictObject({
    channels: shape.channels.removeDefault(),
    networks: shape.networks.removeDefault(),
    languages: shape.languages.removeDefault(),
    intents: shape.intents.removeDefault(),
    urgency: z.number().int().min(1).max(3),
    tags: shape.tags.removeDefault(),
    teams: shape.teams.removeDefault(),
    moods: z.array(z.enum(sentiments)).min(1).max(3),
    abuse: z.number().int().min(1).max(4).describe('So grave, or more: 1 profanity, 2 insult, 3 hate, 4 threat.'),
    words: z.array(z.string().min(1).max(100)).min(1).max(50).describe('One of them is said; `refund*` begins so.'),
    topics: ids,
    users: ids.describe('One of them has it.'),
    held: z.boolean().describe('Somebody, or a team, has it.'),
    bot: z.boolean().describe('Its author says they are a machine.'),
    handles: z.array(z.string().min(1).max(200)).min(1).max(50),
    working: z.object({ calendar_id: z.uuid(), within: z.boolean() }),
  })
  .partial()
export type Leaf = z.infer<typeof leafGiven>

export type Condition = Leaf | { all: Condition[] } | { any: Condition[] } | { none: Condition[] }

const deepest = 5
const most = 60

const nested: z.ZodType<Condition> = z.lazy(() => {
  const several = z.array(nested).min(1).max(20)
  return z.union([
    z.strictObject({ all: several }),
    z.strictObject({ any: several }),
    z.strictObject({ none: several }),
    leafGiven,
  ])
})

/** Nested as deep as anybody reads. */
export const conditionGiven = z.unknown().refine(isBounded).pipe(nested)

/** Before anything walks through it: what comes in may be nested as deep as its bytes allow. */
function isBounded(value: unknown): boolean {
  let level: unknown[] = [value]
  let count = 0
  for (let depth = 0; level.length > 0; depth++) {
    count += level.length
    if (depth > deepest || count > most) return false
    level = level.flatMap(childrenOf)
  }
  return true
}

const childrenOf = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        ['all', 'any', 'none'].includes(key) && Array.isArray(inner) ? inner : [],
      )
    : []

/** What is known of a conversation at a moment. */
export interface Facts extends Circumstances {
  mood: number | null
  abuse: number
  topics: readonly string[]
  userId: string | null
  isBot: boolean
  handle: string | null
  /** What they said, as `spoken` writes it. */
  spoken: string
  isWorking(calendarId: string): boolean
}

/** What held, of each list only what was so; or (`not`) did not and had not to. */
export interface Because {
  leaf: Leaf
  not?: true | undefined
}

/** Why it holds; undefined where it does not. */
export function judge(condition: Condition, facts: Facts): Because[] | undefined {
  if ('all' in condition && condition.all) {
    const held = condition.all.map((one) => judge(one, facts))
    return held.some((one) => one === undefined) ? undefined : held.flatMap((one) => one ?? [])
  }
  if ('any' in condition && condition.any) {
    for (const one of condition.any) {
      const held = judge(one, facts)
      if (held) return held
    }
    return undefined
  }
  if ('none' in condition && condition.none) {
    if (condition.none.some((one) => judge(one, facts))) return undefined
    return condition.none.flatMap((one): Because[] => (isLeaf(one) ? [{ leaf: one, not: true }] : []))
  }
  const leaf = condition
  if (!isLeaf(leaf) || !holds(leaf, facts)) return undefined
  return Object.keys(leaf).length > 0 ? [{ leaf: met(leaf, facts) }] : []
}

export const isLeaf = (one: Condition): one is Leaf => !('all' in one || 'any' in one || 'none' in one)

function holds(leaf: Leaf, facts: Facts): boolean {
  return fits(conditionsGiven.parse(leaf), facts) && isRead(leaf, facts) && isHeld(leaf, facts) && isBy(leaf, facts)
}

/** Of several things of which one is enough, those that are so. */
function met(leaf: Leaf, facts: Facts): Leaf {
  const tags = leaf.tags?.filter((tag) => facts.tags.includes(tag.toLowerCase()))
  const mood = facts.mood === null ? undefined : sentiments[facts.mood + 1]
  return {
    ...leaf,
    ...(leaf.channels && { channels: [facts.channelId] }),
    ...(leaf.networks && { networks: [facts.network] }),
    ...(leaf.languages && facts.language && { languages: [facts.language] }),
    ...(leaf.intents && { intents: leaf.intents.filter((one) => facts.intents.includes(one)) }),
    ...(tags && { tags }),
    ...(leaf.teams && facts.teamId && { teams: [facts.teamId] }),
    ...(leaf.moods && mood && { moods: [mood] }),
    ...(leaf.words && { words: leaf.words.filter((one) => says(facts.spoken, one)) }),
    ...(leaf.topics && { topics: leaf.topics.filter((one) => facts.topics.includes(one)) }),
    ...(leaf.users && facts.userId && { users: [facts.userId] }),
    ...(leaf.handles && { handles: leaf.handles.filter((one) => isHandle(one, facts)) }),
  }
}

const isRead = ({ moods, abuse, words, topics }: Leaf, facts: Facts): boolean =>
  (!moods || (facts.mood !== null && moods.includes(sentiments[facts.mood + 1] ?? 'neutral'))) &&
  (abuse === undefined || facts.abuse >= abuse) &&
  (!words || words.some((one) => says(facts.spoken, one))) &&
  (!topics || topics.some((one) => facts.topics.includes(one)))

const isHeld = ({ users, held, working }: Leaf, facts: Facts): boolean =>
  (!users || (facts.userId !== null && users.includes(facts.userId))) &&
  (held === undefined || held === (facts.userId !== null || facts.teamId !== null)) &&
  (!working || facts.isWorking(working.calendar_id) === working.within)

const isBy = ({ bot, handles }: Leaf, facts: Facts): boolean =>
  (bot === undefined || bot === facts.isBot) && (!handles || handles.some((one) => isHandle(one, facts)))

const isHandle = (one: string, { handle }: Facts): boolean => plainHandle(one) === plainHandle(handle ?? '')

const plainHandle = (handle: string): string => handle.trim().toLowerCase().replace(/^@/, '')

const longestSpoken = 20_000

/** What was said, as `says` looks through it. */
export const spoken = (text: string): string => spokenWords(text.slice(0, longestSpoken))
