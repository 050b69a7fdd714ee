import type { HeardAuthor } from '../src/connectors/index.ts'
import { fold } from '../src/lib/fold.ts'
import type { WindowKey } from './company.ts'
import { type Lot, lotOf } from './lot.ts'
import { lives, names } from './names.ts'
import type { Language } from './texts.ts'

/** How somebody writes, whatever they write. */
export type Hand = 'plain' | 'hurried' | 'shouting' | 'cheerful' | 'trailing' | 'brief' | 'signing' | 'clumsy'

/** Somebody who talks to the roaster, and what they remember of it. */
export interface Person {
  id: string
  name: string
  first: string
  gender: 'm' | 'f'
  language: Language
  hand: Hand
  /** What they say of themselves stays the same: where they live, their dog, their coffee maker. */
  life: Readonly<Record<string, string>>
  /** What became of what they wrote about before, and who of us answered. */
  past: { scene: string; agent: string; at: number; well: boolean }[]
}

const hands: readonly [Hand, number][] = [
  ['plain', 34],
  ['hurried', 18],
  ['shouting', 6],
  ['cheerful', 12],
  ['trailing', 7],
  ['brief', 10],
  ['signing', 6],
  ['clumsy', 7],
]

/** So many people that hardly two share a name; the first ones come back often. */
export function populate(seed: string, count: number): Person[] {
  const taken = new Set<string>()
  return Array.from({ length: count }, (_, at) => somebody(lotOf(`${seed} person ${at}`), at, taken))
}

function somebody(lot: Lot, at: number, taken: Set<string>): Person {
  const language: Language = lot.often(0.64) ? 'es' : 'en'
  const gender = lot.often(0.54) ? 'f' : 'm'
  const [first, name] = nameOf(lot, language, gender, taken)
  const life = lives[language]
  return {
    id: `p${at}`,
    ...{ name, first, gender, language },
    hand: lot.weighted(hands, ([, weight]) => weight)[0],
    life: {
      city: lot.one(life.city),
      brewer: lot.one(life.brewer),
      pet: lot.one(life.pet),
      partner: lot.one(life.partner),
      job: lot.one(life.job),
    },
    past: [],
  }
}

function nameOf(lot: Lot, language: Language, gender: 'm' | 'f', taken: Set<string>): [string, string] {
  const list = names[language]
  for (;;) {
    const first = lot.one(list[gender].split(' '))
    const last = list.last.split(' ')
    const second = language === 'es' && lot.often(0.35) ? ` ${lot.one(last)}` : ''
    const name = `${first} ${lot.one(last)}${second}`
    if (taken.has(name)) continue
    taken.add(name)
    return [first, name]
  }
}

const servers = ['marea.example', 'nube.example', 'plaza.example', 'toot.example', 'orilla.example']

/** How somebody is called at a window: the same person has another name at each network. */
export function identityAt(person: Person, window: WindowKey): HeardAuthor {
  const lot = lotOf(`${person.id} at ${window}`)
  const handle = handleOf(person, lot)
  const { name } = person
  switch (window) {
    case 'mastodon': {
      const server = lot.one(servers)
      const url = `https://${server}/@${handle}`
      return {
        externalId: `https://${server}/users/${handle}`,
        name: shownAs(person, lot),
        handle: `@${handle}@${server}`,
        url,
      }
    }
    case 'bluesky':
      return {
        externalId: `did:plc:${handle}${person.id}`,
        name: shownAs(person, lot),
        handle: `@${handle}.cielo.example`,
        url: `https://cielo.example/profile/${handle}.cielo.example`,
      }
    case 'blog':
      return { externalId: `blog.farodeenero.example/${handle}`, name: lot.often(0.5) ? person.first : name }
    default:
      return { externalId: `farodeenero-${window}/${person.id}`, name }
  }
}

function handleOf({ name, first, id }: Person, lot: Lot): string {
  if (!/^p\d+$/.test(id))
    return fold(name)
      .toLowerCase()
      .replace(/[^a-z]/g, '')
  const plain = (text: string) =>
    fold(text)
      .toLowerCase()
      .replace(/[^a-z]/g, '')
  const [, last = ''] = name.split(' ')
  const number = Number(id.slice(1)) % 97
  return lot.one([
    `${plain(first)}${plain(last)}`,
    `${plain(first)}_${plain(last)}`,
    `${plain(first).slice(0, 1)}${plain(last)}${number}`,
    `${plain(first)}${number}`,
    `${plain(last)}${plain(first).slice(0, 2)}`,
  ])
}

/** Whoever has a story of their own goes by their name. */
const shownAs = ({ id, name, first }: Person, lot: Lot): string =>
  !/^p\d+$/.test(id)
    ? name
    : lot.weighted([name, first, first.toLowerCase(), `${first} ☕`, `${first} 🌿`], (it) => (it === name ? 6 : 1))
