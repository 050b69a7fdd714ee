import type { T } from '../../core/i18n/translator.ts'
import { abuses, intents, sentiments } from '../../reading/index.ts'
import { Chip } from '../../ui/components/chip.tsx'
import { Menu, type MenuItem } from '../../ui/components/menu.tsx'
import { addressOf, type Place } from '../place.ts'
import { type ReadingFilter, readingNames } from '../reading-filter.ts'
import type { Topic } from '../topics.ts'
import { abuseLook, intentLook, type Look, languageLook, moodLook, urgencyLook } from './reading-words.ts'

/** Those that are spoken most where we are known; a search asks for any other. */
const languages = ['es', 'en', 'pt', 'fr', 'it', 'de', 'ca'] as const

/** Narrows a list by how its conversations read, beside whatever it is narrowed by already. */
export const ReadingMenu = ({ t, place, topics }: { t: T; place: Place; topics: readonly Topic[] }) => (
  <Menu
    id="inbox-readings"
    button={{ icon: 'sliders-horizontal', variant: 'plain', label: t('conversations.filter-readings') }}
    groups={[...choices, ['topics', topics.map(({ name }) => ({ topic: name }))] as const].map(([name, filters]) => ({
      label: t(`conversations.menu-${name}`),
      items: filters.map((filter) => item(t, place, filter)),
    }))}
  />
)

const choices: readonly (readonly [name: string, filters: readonly ReadingFilter[]])[] = [
  ['urgency', [{ urgency: 3 }, { urgency: 2 }, { urgency: 0 }]],
  ['mood', sentiments.map((mood) => ({ mood }))],
  ['intent', intents.filter((intent) => intent !== 'other').map((intent) => ({ intent }))],
  ['abuse', [{ abuse: 'any' }, ...abuses.filter((abuse) => abuse !== 'none').map((abuse) => ({ abuse }))]],
  ['language', languages.map((lang) => ({ lang }))],
]

function item(t: T, place: Place, filter: ReadingFilter): MenuItem {
  const look = lookOf(t, filter)
  return { label: look.word, icon: look.icon, href: addressOf({ ...place, ...filter, after: undefined }) }
}

function lookOf(t: T, { mood, intent, urgency, abuse, lang, topic }: ReadingFilter): Look {
  if (topic) return { word: topic, icon: 'tag', tone: 'plain' }
  if (mood) return moodLook(t, mood)
  if (intent) return intentLook(t, intent)
  if (urgency === 2) return { ...urgencyLook(t, 2), word: t('conversations.urgency-soon') }
  if (urgency !== undefined) return urgencyLook(t, urgency)
  if (abuse === 'any') return { ...abuseLook(t, 'insult'), word: t('conversations.abuse-any') }
  return abuse ? abuseLook(t, abuse) : languageLook(t, lang ?? 'und')
}

export const isFiltered = (place: ReadingFilter): boolean => readingNames.some((name) => place[name] !== undefined)

/** What a list is narrowed by, in words. */
export const readingWordsOf = (t: T, place: ReadingFilter): string[] =>
  readingNames.filter((name) => place[name] !== undefined).map((name) => lookOf(t, { [name]: place[name] }).word)

/** What the list is narrowed by, each with its end. */
export const ReadingChips = ({ t, place }: { t: T; place: Place }) => (
  <>
    {readingNames
      .filter((name) => place[name] !== undefined)
      .map((name) => (
        <Chip tone="tile" icon="x" href={addressOf({ ...place, [name]: undefined, after: undefined })}>
          {lookOf(t, { [name]: place[name] }).word}
        </Chip>
      ))}
  </>
)
