import { readCast, visitsOn } from './cast.ts'
import { places, type WindowKey } from './company.ts'
import type { Happening, Spoken } from './happening.ts'
import { type Calendar, calendarFrom } from './hours.ts'
import { type Lot, lotOf } from './lot.ts'
import { type Person, populate } from './people.ts'
import { type Post, postsOf } from './posts.ts'
import { type Asked, Sayer } from './sayer.ts'
import { type Scene, scenes } from './scenes.ts'
import { type Language, type Part, readTexts } from './texts.ts'
import { Thread } from './thread.ts'

export interface StoryOptions {
  seed: string
  /** Midnight of day 0, by the town's clock. */
  start: Date
  /** How much is said, 1 as told: about 220 messages a day. */
  scale?: number
}

const usualThreads = 78
const population = 1_400
/** These come back again and again. */
const regulars = 170

/** Everything that happens from day 0 on, in order, without end. The same seed and start give the same story. */
export function* tell(options: StoryOptions): Generator<Happening> {
  const story = new Story(options)
  const waiting: Happening[] = []
  for (let today = 0; ; today += 1) {
    waiting.push(...story.planDay(today))
    waiting.sort((one, other) => one.at - other.at)
    const until = story.calendar.at(today + 1, 0)
    while (waiting[0] && waiting[0].at < until) {
      const next = waiting.shift()
      if (next) yield next
    }
  }
}

export class Story {
  readonly calendar: Calendar
  readonly #seed: string
  readonly #scale: number
  readonly #people: Person[]
  readonly #sayer = new Sayer({ es: readTexts('es'), en: readTexts('en') })
  readonly #posts: Post[] = []
  readonly #cast = readCast()
  #count = 0

  constructor({ seed, start, scale = 1 }: StoryOptions) {
    this.calendar = calendarFrom(start)
    this.#seed = seed
    this.#scale = scale
    this.#people = populate(seed, population)
  }

  /** What begins on a day, whole: also what of it happens on later days. */
  planDay(today: number): Happening[] {
    const lot = lotOf(`${this.#seed} day ${today}`)
    const begun: Happening[] = [...this.#publish(today), ...visitsOn(this.#cast, today, this.calendar)]
    const weights = scenes.map((scene) => ({ scene, weight: scene.on?.(today) ?? scene.weight }))
    const whole = weights.reduce((sum, { weight }) => sum + weight, 0) / usualWeight
    const threads = Math.round(
      usualThreads * this.#scale * this.calendar.busyness(today) * whole * lot.between(0.9, 1.1),
    )
    const moments = Array.from({ length: threads }, () => this.calendar.someMoment(today, lot)).sort((a, b) => a - b)
    for (const at of moments) {
      const { scene } = lot.weighted(weights, ({ weight }) => weight)
      begun.push(...this.#plan(scene, at, lot))
    }
    return begun
  }

  #publish(today: number): Spoken[] {
    const post = postsOf(today)
    if (!post) return []
    this.#posts.push(post)
    const { id, title, text, language } = post
    const at = this.calendar.at(today, 8.2)
    const author = { externalId: `${places[2]?.externalId}/us`, name: 'Inés Prado' }
    const root = {
      kind: 'said',
      at,
      thread: id,
      id,
      root: id,
      window: 'blog',
      author,
      subject: title,
      text,
      language,
    } as const
    return [{ ...root, visibility: 'public', concernsUs: false, isOurs: true }]
  }

  #plan(scene: Scene, at: number, lot: Lot): Happening[] {
    const window = this.#windowFor(scene, lot)
    if (window === 'blog' && this.#posts.length === 0) return []
    this.#count += 1
    const person = this.#personFor(scene, window, lot)
    return new Thread(this, { scene, window, person, at, lot, name: `t${this.#count}` }).happenings
  }

  #windowFor({ windows = [] }: Scene, lot: Lot): WindowKey {
    const share = (key: WindowKey) => places.find((place) => place.key === key)?.share ?? 1
    return lot.weighted([...new Set(windows)], (key) => share(key) * windows.filter((it) => it === key).length)
  }

  #personFor(scene: Scene, window: WindowKey, lot: Lot): Person {
    for (let left = 12; ; left -= 1) {
      const regular = scene.name !== 'spam' && lot.often(0.42)
      const person = lot.one(regular ? this.#people.slice(0, regulars) : this.#people)
      if (left === 0 || this.#speaksAt(person, scene, window)) return person
    }
  }

  #speaksAt(person: Person, scene: Scene, window: WindowKey): boolean {
    if (!this.#sayer.has({ language: person.language, scene: scene.name, part: 'opens' })) return false
    return homesOf(person).includes(window) || window === 'blog' || window === 'press' || window === 'podcast'
  }

  post(lot: Lot, at: number): Post | undefined {
    const fresh = this.#posts.filter((post) => this.calendar.at(post.day, 8.2) < at).slice(-4)
    return fresh.length > 0 ? lot.weighted(fresh, (post) => 1 + fresh.indexOf(post) ** 2) : undefined
  }

  neighbour(language: Language, except: Person, window: WindowKey, lot: Lot): Person {
    for (let left = 20; ; left -= 1) {
      const person = lot.one(lot.often(0.6) ? this.#people.slice(0, regulars) : this.#people)
      const fits = person.language === language && person !== except && homesOf(person).includes(window)
      if (fits || left === 0) return person
    }
  }

  say(asked: Asked, lot: Lot): { text: string; thread: string } | undefined {
    return this.#sayer.say(asked, lot)
  }
  has(language: Language, scene: string, part: Part): boolean {
    return this.#sayer.has({ language, scene, part })
  }
}

const usualWeight = scenes.reduce((sum, { weight, on }) => sum + (on ? 0 : weight), 0)

/** Where somebody talks: one place, and often another. */
function homesOf(person: Person): WindowKey[] {
  const lot = lotOf(`${person.id} homes`)
  const keys: readonly WindowKey[] = ['mastodon', 'mastodon', 'bluesky', 'bluesky', 'chat', 'counter']
  return [lot.one(keys), lot.one(keys), 'blog']
}
