import { bounds, type Document, type Listened, type Place } from './document.ts'
import { cut } from './fold-word.ts'
import { siteOf, siteValues, urlValues } from './links.ts'
import { type FactField, factKey } from './query.ts'
import { handleForms, scan } from './scan.ts'

/** Cuts a message into what queries look at, in time linear in its length. */
export function toDocument(listened: Listened): Document {
  const subject = scan(cut(listened.subject ?? '', bounds.characters))
  const begin = subject.places.length === 0 ? 0 : subject.places.length + bounds.gap
  const text = scan(cut(listened.text, bounds.characters), begin)
  const links = [...subject.links, ...text.links, ...(listened.links ?? [])]
  return {
    places: subject.places.length === 0 ? text.places : [...subject.places, ...text.places],
    loose: looseKeys(listened),
    facts: factsOf(listened, links.slice(0, bounds.facts)),
    ...(listened.followers === undefined ? {} : { followers: listened.followers }),
  }
}

/** Handles it is addressed to and hashtags that the network marks. */
function looseKeys({ to = [], hashtags = [] }: Listened): string[] {
  const keys = new Set<string>()
  for (const handle of to.slice(0, bounds.facts)) for (const form of namedForms(handle)) keys.add(form)
  for (const tag of hashtags.slice(0, bounds.facts))
    for (const { key, also } of scan(`#${cut(tag, bounds.word)}`).places.slice(0, 1))
      for (const form of [`#${key}`, ...also]) if (form.startsWith('#')) keys.add(form)
  return [...keys]
}

/** The forms of a handle that begin with `@`, however the network writes it. */
const namedForms = (handle: string): string[] => allForms(handle).filter((form) => form.startsWith('@'))
const allForms = (handle: string): string[] => handleForms(cut(handle.replace(/^[@＠]/, ''), 4 * bounds.word))

function factsOf(listened: Listened, links: readonly string[]): string[] {
  const facts = new Set<string>()
  const add = (field: FactField, values: readonly (string | number | undefined)[]): void => {
    for (const value of values) if (value !== undefined) facts.add(factKey(field, String(value)))
  }
  add('from', authorValues(listened.author))
  add('to', (listened.to ?? []).slice(0, bounds.facts).flatMap(namedForms))
  add('lang', [listened.language?.toLowerCase().split('-')[0]])
  add('network', [listened.network])
  add('channel', [listened.channel])
  add('intent', listened.intents ?? [])
  add('sentiment', [listened.sentiment])
  add('urgency', [listened.urgency])
  add('abuse', [listened.abuse])
  add('topic', listened.topics ?? [])
  add('is', natureOf(listened))
  add('has', [links.length > 0 ? 'link' : undefined, ...mediaOf(listened)])
  for (const site of links.map(siteOf)) {
    if (site) add('site', siteValues(site))
    if (site) add('url', urlValues(site))
  }
  return [...facts]
}

const natureOf = ({ isReply, isMine }: Listened): (string | undefined)[] => [
  isReply === undefined ? undefined : isReply ? 'reply' : 'original',
  isMine ? 'mine' : undefined,
]
const mediaOf = ({ hasImage, hasVideo }: Listened): (string | undefined)[] => [
  hasImage ? 'image' : undefined,
  hasVideo ? 'video' : undefined,
]

/** The author's handle with `@` and without, and every one, two or three words of the name that follow one another. */
function authorValues(author: Listened['author']): string[] {
  const names = scan(cut(author?.name ?? '', nameLength)).places.slice(0, nameWords)
  return [...allForms(author?.handle ?? ''), ...runs(names.map((place: Place) => place.key))]
}

const nameLength = 200
const nameWords = 8

/** How many words of a name one value of `from:` has at most. */
export const nameRun = 3

const runs = (keys: readonly string[]): string[] =>
  keys.flatMap((_, from) =>
    Array.from({ length: Math.min(nameRun, keys.length - from) }, (_, more) =>
      keys.slice(from, from + more + 1).join(' '),
    ),
  )
