/** One of us, as a note may name them. */
export interface Colleague {
  id: string
  name: string
  email: string
}

/** Somebody named in a text, as it stands there: `@marta`. */
export interface Naming {
  user: Colleague
  written: string
}

/** A name that several of us have. */
export interface Unclear {
  written: string
  among: Colleague[]
}

/** More names than this in one note are an accident, or an attack. */
const most = 100

/**
 * Whom a text names after an `@`: by their whole name or its first words, whatever the capitals and accents, or by their
 * address. The longest name that stands there counts; whoever is called exactly so comes before those called so and more.
 */
export function namedIn(text: string, colleagues: readonly Colleague[]): { named: Naming[]; unclear: Unclear[] } {
  const byFirst = Map.groupBy(colleagues.map(asKnown), (one) => one.words[0])
  const byEmail = new Map(colleagues.map((one) => [one.email.toLowerCase(), one]))
  const found = { named: new Map<string, Naming>(), unclear: new Map<string, Unclear>() }
  for (const at of placesIn(text).slice(0, most)) {
    const address = wordAt(text, at + 1, addressLike)
    const addressed = byEmail.get(address.toLowerCase())
    const { among, written } = addressed ? { among: [addressed], written: `@${address}` } : calledAt(text, at, byFirst)
    const [user] = among
    if (!user || goesOn(text, at + written.length)) continue
    if (among.length > 1) found.unclear.set(written, { written, among })
    else found.named.set(`${user.id} ${written}`, { user, written })
  }
  return { named: [...found.named.values()], unclear: [...found.unclear.values()] }
}

/** Whether an `@` begins a name there: within a word or an address of the web it does not. */
export const beginsName = (text: string, at: number): boolean => !/[\p{L}\p{M}\p{N}._@/:-]/u.test(text[at - 1] ?? ' ')

/** Whether what ends there is only the beginning of a longer word, or of a handle elsewhere: `@lucas@mastodon.social`. */
export function goesOn(text: string, at: number): boolean {
  more.lastIndex = at
  return more.test(text)
}

/** How somebody is named so that nobody else is meant. */
export function clearNameOf(one: Colleague, all: readonly Colleague[]): string {
  const same = all.filter((other) => fold(other.name) === fold(one.name))
  return `@${same.length > 1 ? one.email : one.name}`
}

interface Known {
  user: Colleague
  words: string[]
}

const asKnown = (user: Colleague): Known => ({ user, words: user.name.trim().split(/\s+/).map(foldWord) })

function placesIn(text: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) if (beginsName(text, at)) places.push(at)
  return places
}

function calledAt(text: string, at: number, byFirst: ReadonlyMap<string | undefined, Known[]>) {
  const first = wordAt(text, at + 1, nameLike)
  const all = byFirst.get(foldWord(first)) ?? []
  const ends = endsOf(text, at + 1, Math.max(1, ...all.map((one) => one.words.length)))
  const spoken = ends.map((end, index) => foldWord(text.slice(ends[index - 1] ?? at + 1, end)))
  const best = Math.max(0, ...all.map((one) => sameWords(one.words, spoken)))
  const fit = all.filter((one) => sameWords(one.words, spoken) === best)
  const exact = fit.filter((one) => one.words.length === best)
  const among = (exact.length === 1 ? exact : fit).map((one) => one.user)
  return { among: best > 0 ? among : [], written: text.slice(at, ends[best - 1] ?? at) }
}

/** Where the words end that stand there one after another on a line. */
function endsOf(text: string, from: number, count: number): number[] {
  const ends: number[] = []
  let at = from
  while (ends.length < count) {
    const word = wordAt(text, at, nameLike)
    if (word === '') break
    ends.push(at + word.length)
    at += word.length
    const gap = wordAt(text, at, blank)
    if (gap === '') break
    at += gap.length
  }
  return ends
}

function sameWords(name: readonly string[], spoken: readonly string[]): number {
  let count = 0
  while (count < name.length && count < spoken.length && name[count] === spoken[count]) count++
  return count
}

const nameLike = /[\p{L}\p{M}\p{N}.'’_-]+/uy
const addressLike = /[\p{L}\p{M}\p{N}.'_+@-]+/uy
const more = /[.'’_-]*[\p{L}\p{M}\p{N}@]/uy
const blank = /[ \t\u00a0]{1,3}/uy

/** What stands there of that kind, without the full stop of its sentence. */
function wordAt(text: string, at: number, kind: RegExp): string {
  kind.lastIndex = at
  const word = kind.exec(text)?.[0] ?? ''
  return kind === blank ? word : trimmed(word)
}

function trimmed(word: string): string {
  let end = word.length
  while (end > 0 && ".'’_-".includes(word[end - 1] ?? ' ')) end--
  return word.slice(0, end)
}

const foldWord = (word: string): string => trimmed(fold(word.trim()))

const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
