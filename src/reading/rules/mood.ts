import type { Cue } from '../cue.ts'
import type { Meaning } from './book.ts'
import type { Hit } from './phrases.ts'
import { has, isAnywhere, lastOf, type Roles, roleBits as role, rolesOf } from './roles.ts'
import type { Unit } from './units.ts'

/** How far a negation reaches: *no creo que sea muy buena*. */
const reach = 5
/** After *sin* and *without* comes at once what is lacking. */
const shortReach = 2

interface Feeling extends Hit<Meaning> {
  /** From −1 to 1, as its surroundings leave it. */
  value: number
  negated: boolean
  wished: boolean
}

/**
 * The mood of the words: each as it stands, turned round by a negation, made more or less by *muy* and *un poco*, less when
 * wished for or asked about; what follows *pero* weighs more. Its sum is the mood of the whole as far as words tell it.
 */
export function moodCues(units: readonly Unit[], hits: readonly Hit<Meaning>[]): Cue[] {
  const roles = rolesOf(hits, units.length)
  const feelings = withoutOverlaps(hits).map((hit) => feel(hit, units, roles))
  weighTurns(feelings, roles)
  return [...feelings.map((feeling) => wordCue(feeling, units)), ...sumCues(feelings, units)]
}

/** The longest from the left: *de puta madre* is no *puta*. */
function withoutOverlaps(hits: readonly Hit<Meaning>[]): Hit<Meaning>[] {
  const moods = hits.filter((hit) => hit.means === 'mood').sort((a, b) => a.from - b.from || b.to - a.to)
  const kept: Hit<Meaning>[] = []
  let end = 0
  for (const hit of moods) {
    if (hit.from < end) continue
    kept.push(hit)
    end = hit.to
  }
  return kept
}

function feel(hit: Hit<Meaning>, units: readonly Unit[], roles: Roles): Feeling {
  const negated = isNegated(hit, units, roles)
  const wished = isWished(hit, units, roles)
  const last = units[hit.to - 1]
  let value = hit.strength * degree(hit, units, roles)
  if (negated) value *= value > 0 ? -0.8 : -0.6
  if (wished) value *= 0.3
  if (last?.asks) value *= 0.6
  if (last?.exclaims) value *= 1.15
  const { from, to, means, strength } = hit
  return { from, to, means, strength, value: Math.max(-1, Math.min(1, value)), negated, wished }
}

function isNegated(hit: Hit<Meaning>, units: readonly Unit[], roles: Roles): boolean {
  if (isNegatedAfter(hit, units, roles)) return true
  for (let back = 1; back <= reach; back++) {
    const at = hit.from - back
    const unit = units[at]
    if (!unit || units[at + 1]?.starts || has(roles, role.but, at)) return false
    if (unit.pauses && back > 1) return false
    if (has(roles, role.not, at)) return !(unit.pauses || has(roles, role.notMeant, at))
    if (has(roles, role.without, at)) return back <= shortReach
    if (unit.pauses) return false
  }
  return false
}

/** *Je n'aime pas*, *mag ich nicht*. */
function isNegatedAfter({ to }: Hit<Meaning>, units: readonly Unit[], roles: Roles): boolean {
  if (!isAnywhere(roles, role.notAfter)) return false
  for (let at = to; at <= to + 1; at++) {
    if (!units[at] || units[at]?.starts || units[at - 1]?.pauses) return false
    if (has(roles, role.notAfter, at)) return !has(roles, role.notMeant, at)
  }
  return false
}

function isWished(hit: Hit<Meaning>, units: readonly Unit[], roles: Roles): boolean {
  if (!isAnywhere(roles, role.wish)) return false
  for (let at = hit.from; at >= 0 && hit.from - at <= 8; at--) {
    if (has(roles, role.wish, at)) return true
    if (units[at]?.starts) return false
  }
  return false
}

function degree(hit: Hit<Meaning>, units: readonly Unit[], roles: Roles): number {
  let degree = 1
  for (let at = hit.from; at < hit.to; at++) if (units[at]?.loud) degree = 1.25
  for (let at = hit.from - 1; at >= Math.max(0, hit.from - 2) && !units[at + 1]?.starts; at--) {
    if (has(roles, role.very, at)) degree *= 1.3
    if (has(roles, role.bit, at)) degree *= 0.6
  }
  // *Interesantísima* comes before or after; *mucho* usually after: *me gustó mucho*.
  return has(roles, role.very, hit.to) && !units[hit.to]?.starts ? degree * 1.2 : degree
}

/** After *pero* comes what is meant; after *aunque*, in the midst, what is only granted. */
function weighTurns(feelings: Feeling[], roles: Roles): void {
  const but = lastOf(roles, role.but)
  const though = lastOf(roles, role.though)
  for (const feeling of feelings) {
    if (but > 0) feeling.value *= feeling.from > but ? 1.2 : 0.5
    if (though > 0 && feeling.from > though) feeling.value *= 0.6
  }
}

function wordCue(feeling: Feeling, units: readonly Unit[]): Cue {
  return cue(nameOf(feeling), feeling, units, Math.abs(feeling.value))
}

function nameOf({ strength, negated, wished }: Feeling): string {
  const good = strength > 0
  if (negated) return good ? 'negated-praise' : 'negated-blame'
  if (wished) return good ? 'wished-praise' : 'wished-blame'
  if (Math.abs(strength) > 0.9) return good ? 'praise-strong' : 'blame-strong'
  return good ? 'praise-word' : 'blame-word'
}

const cue = (
  name: string,
  { from, to }: { from: number; to: number },
  units: readonly Unit[],
  strength: number,
): Cue => ({
  name,
  from: units[from]?.token ?? 0,
  to: (units[to - 1]?.token ?? -1) + 1,
  strength: Math.min(1, strength),
})

function sumCues(feelings: readonly Feeling[], units: readonly Unit[]): Cue[] {
  const first = feelings[0]
  const last = feelings.at(-1)
  if (!first || !last) return [{ name: 'mood-none', from: 0, to: 0, strength: 1 }]
  let good = 0
  let bad = 0
  for (const { value } of feelings) {
    if (value > 0) good += value
    else bad -= value
  }
  const whole = { from: first.from, to: last.to }
  const sum = Math.tanh(good - bad)
  const found: Cue[] = []
  if (Math.abs(sum) > 0.02)
    found.push(cue(sum > 0 ? 'mood-sum-positive' : 'mood-sum-negative', whole, units, Math.abs(sum)))
  if (good > 0.2 && bad > 0.2) found.push(cue('mood-mixed', whole, units, Math.tanh(Math.min(good, bad))))
  if (Math.abs(last.value) > 0.05)
    found.push(cue(last.value > 0 ? 'mood-last-positive' : 'mood-last-negative', last, units, Math.abs(last.value)))
  return found
}

export const moodNames: readonly string[] =
  'praise-word praise-strong blame-word blame-strong negated-praise negated-blame wished-praise wished-blame mood-none mood-sum-positive mood-sum-negative mood-mixed mood-last-positive mood-last-negative'.split(
    ' ',
  )
