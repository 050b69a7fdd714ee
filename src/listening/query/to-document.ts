import { bounds, type Document, type Listened } from './document.ts'
import { cut } from './fold-word.ts'
import { siteOf, siteValues, urlValues } from './links.ts'
import { type FactField, factKey } from './query.ts'
import { handleForms, type Scanned, scan } from './scan.ts'

/** Cuts a message into what queries look at, in time linear in its length. */
export function toDocument(listened: Listened): Document {
  const subject = listened.subject ? scan(cut(listened.subject, bounds.characters)) : nothing
  const begin = subject.places.length === 0 ? 0 : subject.places.length + bounds.gap
  const text = scan(cut(listened.text, bounds.characters), begin)
  const links = [...subject.links, ...text.links, ...(listened.links ?? [])].slice(0, bounds.facts)
  return {
    places: subject.places.length === 0 ? text.places : [...subject.places, ...text.places],
    loose: looseKeys(listened),
    facts: factsOf(listened, links),
    ...(listened.followers === undefined ? {} : { followers: listened.followers }),
  }
}

const nothing: Scanned = { places: [], links: [] }

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

function factsOf(listened: Listened, links: readonly string[]): string[] {
  const facts: string[] = []
  const add = (field: FactField, value: string | number | undefined): void => {
    if (value !== undefined) facts.push(factKey(field, String(value)))
  }
  addAuthor(facts, listened.author)
  for (const one of (listened.to ?? []).slice(0, bounds.facts)) for (const form of namedForms(one)) add('to', form)
  add('lang', listened.language?.toLowerCase().split('-', 1)[0])
  add('network', listened.network)
  add('channel', listened.channel)
  for (const intent of listened.intents ?? []) add('intent', intent)
  add('sentiment', listened.sentiment)
  add('urgency', listened.urgency)
  add('abuse', listened.abuse)
  for (const topic of listened.topics ?? []) add('topic', topic)
  for (const nature of naturesOf(listened)) add('is', nature)
  for (const kind of kindsOf(listened, links)) add('has', kind)
  addLinks(facts, links)
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

/** The author's handle with `@` and without, and every one, two or three words of the name that follow one another. */
function addAuthor(facts: string[], author: Listened['author']): void {
  if (author?.handle) for (const form of allForms(author.handle)) facts.push(factKey('from', form))
  const names = author?.name ? nameKeys(author.name).slice(0, nameWords) : []
  names.forEach((key, from) => {
    let run = key
    facts.push(factKey('from', run))
    for (const next of names.slice(from + 1, from + nameRun)) {
      run += ` ${next}`
      facts.push(factKey('from', run))
    }
  })
}

/** The words of a name, in which `#` and `@` are ornament. */
export const nameKeys = (name: string): string[] =>
  scan(cut(name, nameLength).replaceAll(/[#＃@＠]/g, ' ')).places.map(({ key }) => key)

const nameLength = 200
const nameWords = 8

/** How many words of a name one value of `from:` has at most. */
export const nameRun = 3
