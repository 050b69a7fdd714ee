import { own } from '../../lib/own.ts'
import { type Words, words } from '../../lib/words.ts'
import { type FieldName, languagesNamed, valuesOf } from './fields.ts'
import { foldWord } from './fold-word.ts'
import { followersOf } from './followers.ts'
import type { Known, Named } from './known.ts'
import { isEnding, siteOf, urlValue } from './links.ts'
import { allOf, anyOf } from './make.ts'
import { nearest } from './nearest.ts'
import type { FactField, Query } from './query.ts'
import { handleForms, scan } from './scan.ts'
import { nameKeys, nameRun } from './to-document.ts'

/** A condition, or what is wrong with its value and the value that was probably meant. */
export type Condition = { query: Query } | { wrong: Words; instead?: string | undefined }

/** Understands `field:value`. A value in quotation marks comes with them. */
export function condition(field: FieldName, raw: string, known: Known): Condition {
  const value = raw.replace(/^"([^"]*)"$/, '$1').trim()
  if (value === '') return { wrong: words('query.mistake.field-empty', { field }) }
  switch (field) {
    case 'from':
      return author(value, raw !== value)
    case 'to':
      return handle('to', value)
    case 'lang':
      return language(value)
    case 'network':
      return network(value, known.networks)
    case 'channel':
      return named('channel', value, known.channels)
    case 'topic':
      return named('topic', value, known.topics)
    case 'site':
    case 'url':
      return address(value)
    case 'followers':
      return followersOf(value)
    default:
      return listed(field, value)
  }
}

const fact = (field: FactField, value: string): Condition => ({ query: { kind: 'fact', field, value } })
const whole = (query: Query | undefined, wrong: Words): Condition => (query ? { query } : { wrong })

/** By their handle, or by words of their name that follow one another. */
function author(value: string, inQuotes: boolean): Condition {
  if (!inQuotes && /[@＠._]/.test(value)) return handle('from', value)
  const keys = nameKeys(value)
  const runs = Array.from({ length: Math.max(1, keys.length - nameRun + 1) }, (_, at) => keys.slice(at, at + nameRun))
  const facts = runs
    .filter((run) => run.length > 0)
    .map((run): Query => ({ kind: 'fact', field: 'from', value: run.join(' ') }))
  return whole(allOf(facts), words('query.mistake.author', { value }))
}

const handleShape = /^[@＠]?[\p{L}\p{N}\p{M}_.+-]+(?:[@＠][\p{L}\p{N}.-]+)?$/u

function handle(field: 'from' | 'to', value: string): Condition {
  const [name, ...others] = handleShape.test(value) ? handleForms(value.replace(/^[@＠]/, '')) : []
  if (name === undefined) return { wrong: words('query.mistake.handle', { value }) }
  const server = others.find((form) => form.lastIndexOf('@') > 0)
  const isName = field === 'from' && !/[@＠]/.test(value)
  return fact(field, server ?? (isName ? name : `@${name}`))
}

function language(value: string): Condition {
  const [code = ''] = value.toLowerCase().split(/[-_]/)
  const called = foldWord(value)
  const found = own(languagesNamed, called) ?? (isLanguage(code) ? code : undefined)
  if (found) return fact('lang', found)
  return { wrong: words('query.mistake.language', { value }), instead: nearest(called, Object.keys(languagesNamed)) }
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
const isLanguage = (code: string): boolean => /^[a-z]{2,3}$/.test(code) && languageNames.of(code) !== undefined

function network(value: string, networks: readonly string[] | undefined): Condition {
  const name = value.toLowerCase()
  if (networks ? networks.includes(name) : /^[\p{L}\p{N}_-]+$/u.test(name)) return fact('network', name)
  const wrong = words('query.mistake.network', { value, choices: (networks ?? []).join(', ') })
  return { wrong, instead: nearest(name, networks ?? []) }
}

/** By its id, or by its name without regard to case and accents. */
function named(field: 'channel' | 'topic', value: string, list: readonly Named[] | undefined): Condition {
  if (!list) return fact(field, value)
  const called = folded(value)
  const found = list.find(({ id }) => id === value) ?? list.find(({ name }) => folded(name) === called)
  if (found) return fact(field, found.id)
  const key = field === 'channel' ? words('query.mistake.channel', { value }) : words('query.mistake.topic', { value })
  const meant = nearest(
    called,
    list.map(({ name }) => folded(name)),
  )
  return { wrong: key, instead: list.find(({ name }) => folded(name) === meant)?.name }
}

const folded = (name: string): string =>
  scan(name)
    .places.map(({ key }) => key)
    .join(' ')

function address(value: string): Condition {
  const site = siteOf(value.replace(/^(?:\*?\.)/, ''))
  if (!site) return { wrong: words('query.mistake.site', { value }) }
  const url = urlValue(site)
  if (url === undefined && !value.startsWith('.') && isEnding(site.host))
    return { wrong: words('query.mistake.site', { value }), instead: `${value}.com` }
  return url === undefined ? fact('site', site.host) : fact('url', url)
}

const comparison = /^(>=|<=|>|<|=)?(.*)$/s

/** One of a list of labels; of an ordered list also those from one on, and of abuse any that is. */
function listed(field: 'intent' | 'sentiment' | 'urgency' | 'abuse' | 'is' | 'has', value: string): Condition {
  const { all = [], also = {}, choices = words('query.choices.is') } = valuesOf(field) ?? {}
  const [, sign = '', label = ''] = comparison.exec(value) ?? []
  const name = foldWord(label)
  const found = own(also, name) ?? (all.includes(name) ? name : undefined)
  const chosen = isAny(field, name) ? all.slice(1) : compared(all, field === 'urgency' ? sign : '', found)
  const query = anyOf(chosen.map((one): Query => ({ kind: 'fact', field, value: one })))
  if (query && (sign === '' || field === 'urgency')) return { query }
  return {
    wrong: words('query.mistake.value', { value, choices }),
    instead: nearest(name, [...all, ...Object.keys(also)]),
  }
}

const isAny = (field: FieldName, name: string): boolean =>
  field === 'abuse' && ['any', 'cualquiera', 'alguno'].includes(name)

function compared(all: readonly string[], sign: string, found: string | undefined): readonly string[] {
  const at = found === undefined ? -1 : all.indexOf(found)
  if (at < 0) return []
  if (sign === '>=') return all.slice(at)
  if (sign === '>') return all.slice(at + 1)
  if (sign === '<=') return all.slice(0, at + 1)
  return sign === '<' ? all.slice(0, at) : all.slice(at, at + 1)
}
