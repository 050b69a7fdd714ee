import { colleagues, places, type WindowKey } from './company.ts'
import { factsFor } from './facts.ts'
import type { Deed, Does, Happening } from './happening.ts'
import { day, hour, minute } from './hours.ts'
import type { Lot } from './lot.ts'
import { identityAt, type Person } from './people.ts'
import { colleague, whoTakes } from './rota.ts'
import { crisisDay, type Scene, scenes } from './scenes.ts'
import type { Story } from './story.ts'
import type { Language, Part } from './texts.ts'
import { inTheirHand } from './voice.ts'

export interface Beginning {
  scene: Scene
  window: WindowKey
  person: Person
  at: number
  lot: Lot
  name: string
}

const publicPlaces: readonly WindowKey[] = ['mastodon', 'bluesky', 'blog']

/** One thing that somebody came with, from their first word to the last deed. */
export class Thread {
  readonly happenings: Happening[] = []
  readonly #story: Story
  readonly #it: Beginning
  readonly #knows: Map<string, string>
  readonly #root: string | undefined
  readonly #first: string
  #said = 0
  /** How it began. */
  #began: string | undefined

  constructor(story: Story, it: Beginning) {
    this.#story = story
    this.#it = it
    this.#knows = factsFor(it.person, it.lot)
    this.#root = it.window === 'blog' ? story.post(it.lot, it.at)?.id : undefined
    this.#first = `${it.name}/1`
    if (it.window === 'blog' && !this.#root) return
    this.#play()
  }

  #play(): void {
    const { scene, at, lot, window, person } = this.#it
    if (!this.#speak('opens', at)) return
    if (publicPlaces.includes(window)) this.#joinIn(scene.joined ?? 0, at)
    if (lot.often(scene.answered ?? 0.985)) this.#answer()
    else if (scene.answered !== 0 && this.#isToUs() && lot.often(0.97)) {
      const by = this.#whoAnswers(at)
      this.#do(by, this.#story.calendar.atWork(at + lot.around(3 * hour)), { it: 'close' })
    } else if (scene.name === 'spam' && person)
      this.#do('marta', this.#story.calendar.atWork(at + lot.around(hour)), { it: 'close' })
  }

  /** The whole of our side: who, when, what with it; and how they take it. */
  #answer(): void {
    const { scene, lot, at, person } = this.#it
    const by = this.#whoAnswers(at)
    this.#knows.set('agent', colleague(by).name.split(' ')[0] ?? '')
    let now = this.#whenAnswered(at)
    this.#prepare(by, now)
    if (!this.#reply(by, 'answers', now)) return
    if (lot.often(scene.goesOn ?? 0) && this.#speak('goes-on', now + lot.around(35 * minute))) {
      now = this.#story.calendar.atWork(this.#last() + lot.around(25 * minute))
      if (this.#story.has(person.language, scene.name, 'settles')) this.#reply(by, 'settles', now)
      if (lot.often(0.06)) {
        this.#do(by, now + 4 * minute, { it: 'snooze', until: now + lot.between(1, 3) * day })
        now += lot.between(1, 3) * day
      }
    }
    const well = lot.often(scene.well ?? 0.93)
    now = this.#endIt(well, now)
    if (lot.often(0.99)) this.#do(by, this.#story.calendar.atWork(now + lot.around(20 * minute)), { it: 'close' })
    person.past.push({ scene: scene.name, agent: this.#knows.get('agent') ?? '', at: now, well })
  }

  #endIt(well: boolean, now: number): number {
    const { lot, scene, person } = this.#it
    const own: Part = well ? 'thanks' : 'bitter'
    if (!lot.often(well ? 0.55 : 0.7)) return now
    const has = this.#story.has(person.language, scene.name, own)
    if (!has && !well) return now
    const at = now + lot.around(well ? 70 * minute : 30 * minute)
    const isGrave = scene.tag === 'lote 2291'
    const from = has && (isGrave || lot.often(0.72)) ? scene.name : 'thanks-any'
    return this.#speak(from === 'thanks-any' ? 'opens' : own, at, person, from) ? at : now
  }

  /** What one does besides answering. */
  #prepare(by: string, at: number): void {
    const { scene, lot } = this.#it
    const before = at - lot.between(0.5, 2) * minute
    if (lot.often(0.35)) this.#do(by, before, { it: 'assign', to: by })
    if (scene.tag && lot.often(0.6)) this.#do(by, before + 20_000, { it: 'tag', name: scene.tag })
    if (scene.topic && lot.often(0.22))
      this.#do(by, before + 30_000, { it: 'topic', name: scene.topic, message: this.#first })
    if (this.#it.person.language === 'es' && lot.often(0.09)) this.#note(by, before + 40_000)
    if (lot.often(0.012)) this.#do(by, before + 45_000, { it: 'correct', message: this.#first, mood: 'neutral' })
  }

  #note(by: string, at: number): void {
    const { lot } = this.#it
    const others = colleagues.filter((it) => it.share > 0 && it.key !== by)
    this.#knows.set('colleague', lot.one(others).name)
    const text = this.#words('opens', 'notes', 'es', 'f', (it) => it)
    if (text) this.#do(by, at, { it: 'note', text })
  }

  #joinIn(share: number, at: number): void {
    const { lot, scene, person, window } = this.#it
    let odds = share
    while (lot.often(odds)) {
      const neighbour = this.#story.neighbour(person.language, person, window, lot)
      this.#knows.set('neighbour', person.first)
      this.#speak('others', at + lot.around(70 * minute), neighbour, scene.name)
      odds *= 0.72
    }
  }

  #speak(part: Part, at: number, person = this.#it.person, scene = this.#it.scene.name): boolean {
    const { window, lot } = this.#it
    const isFirst = this.#said === 0
    const typed = (text: string) => (isFeed(window) ? text : inTheirHand(text, person, lot))
    const finish = (text: string) => this.#addressed(typed(this.#recalling(text, person, isFirst)), isFirst)
    const text = this.#words(part, scene, person.language, person.gender, finish, person)
    if (!text) return false
    this.#said += 1
    const id = `${this.#it.name}/${this.#said}`
    const parent = isFirst ? this.#root : this.#first
    const root = this.#root ?? (isFirst ? undefined : this.#first)
    this.happenings.push({
      kind: 'said',
      ...{ at, thread: this.#it.name, id, window, text, language: person.language },
      author: this.#authorOf(person),
      ...(parent && { parent }),
      ...(root && { root }),
      visibility: publicPlaces.includes(window) || isFeed(window) ? 'public' : 'direct',
      concernsUs: !isFeed(window) && part !== 'others' && !(this.#it.scene.aside && !text.includes('@faro')),
      ...(this.#it.scene.name === 'spam' && window === 'blog' ? { held: true as const } : {}),
      ...(isFeed(window) ? { subject: firstSentence(text) } : {}),
    })
    return true
  }

  #authorOf(person: Person) {
    const { window } = this.#it
    const place = places.find((it) => it.key === window)
    return isFeed(window)
      ? { externalId: place?.externalId ?? window, name: window === 'press' ? 'La Pleamar' : 'Molino abierto' }
      : identityAt(person, window)
  }

  /** Who was well answered before says so now and then, and somebody adds a word that has nothing to do with it. */
  #recalling(text: string, person: Person, isFirst: boolean): string {
    const { lot, window, scene } = this.#it
    if (!isFirst || isFeed(window) || scene.name === 'call' || scene.name === 'spam' || scene.name === 'hate')
      return text
    const past = person.past.filter((it) => it.well && it.at < this.#it.at).at(-1)
    const label = scenes.find((it) => it.name === past?.scene)?.label[person.language]
    if (past && label && past.scene !== scene.name && lot.often(0.3)) {
      const knows = new Map([...this.#knows, ['past', label], ['agent', past.agent]])
      const memory = this.#words('opens', 'memory', person.language, person.gender, (it) => it, person, knows)
      if (memory) return `${memory} ${text}`
    }
    if (!lot.often(0.09)) return text
    const aside = this.#words('opens', 'aside', person.language, person.gender, (it) => it, person)
    return aside ? `${text} ${aside}` : text
  }

  #addressed(text: string, isFirst: boolean): string {
    const { window, lot, scene } = this.#it
    if (window !== 'mastodon' && window !== 'bluesky') return text
    if (!isFirst || scene.name === 'spam') return text
    return lot.often(scene.aside ? 0.15 : 0.5) ? `@faro ${text}` : text
  }

  #reply(by: string, part: Part, at: number): boolean {
    const { person, window, scene } = this.#it
    const mention = window === 'mastodon' ? `${identityAt(person, window).handle} ` : ''
    const own = new RegExp(`${colleague(by).name.split(' ')[0]}(?!$)`)
    const addressed = (it: string) => `${mention}${it}`
    const unlessOfMe = (it: string) => (own.test(it) ? '' : addressed(it))
    const words = (finish: (it: string) => string) =>
      this.#words(part, scene.name, person.language, person.gender, finish, person)
    const text = words(unlessOfMe) ?? words(addressed)
    if (!text) return false
    this.#do(by, at, {
      it: 'reply',
      text,
      to: `${this.#it.name}/${Math.min(this.#said, part === 'answers' ? 1 : this.#said)}`,
      language: person.language,
    })
    return true
  }

  #do(by: string, at: number, does: Does): void {
    const { name: thread, window } = this.#it
    this.happenings.push({ kind: 'deed', at, thread, window, first: this.#first, by, does } satisfies Deed)
  }

  #words(
    part: Part,
    scene: string,
    language: Language,
    gender: 'm' | 'f',
    finish: (text: string) => string,
    person = this.#it.person,
    knows = this.#knows,
  ): string | undefined {
    const { lot, window } = this.#it
    const most = mostLetters[window] ?? 5_000
    const lookUp = (name: string) => person.life[name] ?? knows.get(name) ?? name
    const own = scene === this.#it.scene.name
    const thread = own ? this.#began : undefined
    const fits = (text: string) => text.length <= most && (gender === 'f' || !onlyHers.test(text))
    const asked = { language, scene, part, thread, gender, finish, knows: lookUp, fits }
    const said = this.#story.say(asked, lot)
    if (own && part === 'opens') this.#began = said?.thread
    return said?.text
  }

  #whoAnswers(at: number): string {
    const { lot, person, scene } = this.#it
    return whoTakes(scene.name, person.language, this.#story.calendar.dayOf(at), lot)
  }

  #whenAnswered(at: number): number {
    const { lot, scene } = this.#it
    const today = this.#story.calendar.dayOf(at)
    const rush = today >= crisisDay && today < crisisDay + 4 ? 4 : 1
    const forgotten = lot.often(0.05) ? 14 : 1
    const usual = (scene.urgent ? 9 : 24) * minute * rush * forgotten
    return this.#story.calendar.atWork(at + lot.around(usual)) + lot.around(7 * minute)
  }

  #isToUs(): boolean {
    return this.happenings.some((it) => it.kind === 'said' && it.concernsUs)
  }

  #last(): number {
    return Math.max(...this.happenings.flatMap((it) => (it.kind === 'said' ? [it.at] : [])))
  }
}

const isFeed = (window: WindowKey): boolean => window === 'press' || window === 'podcast'
const firstSentence = (text: string): string => (/^[^.:!?]+/.exec(text)?.[0] ?? text).slice(0, 90)
const mostLetters: Partial<Record<WindowKey, number>> = { mastodon: 480, bluesky: 290 }
const onlyHers = /embarazad|dando el pecho|pregnant|breastfeeding/i
