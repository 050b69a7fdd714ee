import { Remembered } from '../../lib/remembered.ts'
import { bounds, type Document, type Listened, type Watched } from './document.ts'
import { cut } from './fold-word.ts'
import { siteOf, siteValues, urlValues } from './links.ts'
import { type FactField, factKey } from './query.ts'
import { handleForms, type Scanned, scan } from './scan.ts'

/** Cuts a message into what queries look at, in time linear in its length. */
export const toDocument = (listened: Listened): Document => documentFor(listened, undefined)

/** The same for certain queries only: what none of them asks for is left out. */
export function documentFor(listened: Listened, watched: Watched | undefined): Document {
  const subject = listened.subject ? scan(cut(listened.subject, bounds.characters), 0, watched) : nothing
  const begin = subject.next === 0 ? 0 : subject.next + bounds.gap
  const text = scan(cut(listened.text, bounds.characters), begin, watched)
  const links = [...subject.links, ...text.links, ...(listened.links ?? [])].slice(0, bounds.facts)
  return {
    places: subject.places.length === 0 ? text.places : [...subject.places, ...text.places],
    loose: looseKeys(listened),
    facts: factsOf(listened, links, watched),
    ...(listened.followers === undefined ? {} : { followers: listened.followers }),
  }
}

const nothing: Scanned = { places: [], links: [], next: 0 }

/** Handles it is addressed to and hashtags that the network marks. */
function looseKeys({ to = [], hashtags = [] }: Listened): readonly string[] {
  if (to.length === 0 && hashtags.length === 0) return []
  const keys = new Set<string>()
  for (const handle of to.slice(0, bounds.facts)) for (const form of namedForms(handle)) keys.add(form)
  for (const tag of hashtags.slice(0, bounds.facts))
    for (const { key, also } of scan(`#${cut(tag, bounds.word)}`).places.slice(0, 1))
      for (const form of [`#${key}`, ...also]) if (form.startsWith('#')) keys.add(form)
  return [...keys]
}

/** The forms of a handle that begin with `@`, however the network writes it. */
const namedForms = (handle: string): string[] => allForms(handle).filter((form) => form.startsWith('@'))
const allForms = (handle: string): string[] =>
  handleForms(cut(handle.startsWith('@') || handle.startsWith('＠') ? handle.slice(1) : handle, 4 * bounds.word))

function factsOf(listened: Listened, links: readonly string[], watched: Watched | undefined): string[] {
  const facts: string[] = []
  const asks = (field: FactField): boolean => watched?.asksOf(field) !== false
  const add = (field: FactField, value: string | number | undefined): void => {
    if (value !== undefined && asks(field)) facts.push(factKey(field, String(value)))
  }
  if (asks('from')) addAuthor(facts, listened.author)
  if (asks('to'))
    for (const one of (listened.to ?? []).slice(0, bounds.facts)) for (const form of namedForms(one)) add('to', form)
  add('lang', listened.language?.toLowerCase().split('-', 1)[0])
  add('network', listened.network)
  add('channel', listened.channel)
  for (const intent of listened.intents ?? []) add('intent', intent)
  add('sentiment', listened.sentiment)
  add('urgency', listened.urgency)
  add('abuse', listened.abuse)
  for (const topic of listened.topics ?? []) add('topic', topic)
  if (asks('is')) for (const nature of naturesOf(listened)) add('is', nature)
  if (asks('has')) for (const kind of kindsOf(listened, links)) add('has', kind)
  if (asks('site') || asks('url')) addLinks(facts, links)
  return facts.length > new Set(facts).size ? [...new Set(facts)] : facts
}

const naturesOf = ({ isReply, isMine }: Listened): string[] => [
  ...(isReply === undefined ? [] : [isReply ? 'reply' : 'original']),
  ...(isMine ? ['mine'] : []),
]
const kindsOf = ({ hasImage, hasVideo }: Listened, links: readonly string[]): string[] => [
  ...(links.length > 0 ? ['link'] : []),
  ...(hasImage ? ['image'] : []),
  ...(hasVideo ? ['video'] : []),
]

function addLinks(facts: string[], links: readonly string[]): void {
  for (const link of links) {
    const site = siteOf(link)
    if (!site) continue
    for (const value of siteValues(site)) facts.push(factKey('site', value))
    for (const value of urlValues(site)) facts.push(factKey('url', value))
  }
}

function addAuthor(facts: string[], author: Listened['author']): void {
  if (author?.handle) for (const form of allForms(author.handle)) facts.push(factKey('from', form))
  if (author?.name) for (const fact of authors.of(author.name, 0, author.name.length).facts) facts.push(fact)
}

/** What names are found by: every one, two or three of their words that follow one another. */
const authors = new Remembered(1 << 12, (written) => {
  const names = nameKeys(written).slice(0, nameWords)
  const runs = names.flatMap((_, from) =>
    names.slice(from, from + nameRun).map((_, more) => names.slice(from, from + more + 1).join(' ')),
  )
  return { written, facts: runs.map((run) => factKey('from', run)) }
})

/** The words of a name, in which `#` and `@` are ornament. */
export const nameKeys = (name: string): string[] =>
  scan(cut(name, nameLength).replaceAll(/[#＃@＠]/g, ' ')).places.map(({ key }) => key)

const nameLength = 200
const nameWords = 8

/** How many words of a name one value of `from:` has at most. */
export const nameRun = 3
