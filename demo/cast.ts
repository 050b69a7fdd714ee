import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../src/core/root.ts'
import type { WindowKey } from './company.ts'
import type { Deed, Does, Happening } from './happening.ts'
import { type Calendar, minute } from './hours.ts'
import { identityAt, type Person } from './people.ts'
import type { Language } from './texts.ts'

/** Somebody with a story of their own, written by hand, and what they come with on which day. */
export interface Character {
  person: Person
  window: WindowKey
  visits: readonly Visit[]
}

interface Visit {
  day: number
  /** In minutes of the day. */
  at: number
  turns: readonly Turn[]
}

type Turn = { by: string | undefined; after: number; text: string } | { deed: string; words: string }

/** `demo/cast`: who it is, then their days: `> text` they say, `< marta 20 text` we answer, `! close` we do. */
export const readCast = (): Character[] =>
  readdirSync(join(root, 'demo/cast'))
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => parseCharacter(readFileSync(join(root, 'demo/cast', name), 'utf8')))

export function parseCharacter(text: string): Character {
  const [head = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '')
  const [id = '', name = '', gender, language, window] = head.replace(/^@ /, '').split(' | ')
  const visits: { day: number; at: number; turns: Turn[] }[] = []
  for (const line of lines) {
    const [, day, hours, minutes] = /^# (\d+) (\d+):(\d+)$/.exec(line) ?? []
    if (day) visits.push({ day: Number(day), at: Number(hours) * 60 + Number(minutes), turns: [] })
    else visits.at(-1)?.turns.push(parseTurn(line))
  }
  const person = {
    ...{
      id,
      name,
      first: name.split(' ')[0] ?? name,
      gender: gender === 'm' ? 'm' : 'f',
      hand: 'plain',
      life: {},
      past: [],
    },
    language: language === 'en' ? 'en' : 'es',
  } as const satisfies Person
  return { person, window: windowOf(window), visits }
}

function windowOf(text: string | undefined): WindowKey {
  if (text === 'bluesky' || text === 'mastodon' || text === 'chat') return text
  throw new Error(`Nobody talks at ${text}.`)
}

function parseTurn(line: string): Turn {
  const [, theirs, text] = /^> (?:(\d+) )?(.+)$/.exec(line) ?? []
  if (text !== undefined) return { by: undefined, after: Number(theirs ?? 0), text }
  const [, by, after, ours] = /^< (\w+) (\d+) (.+)$/.exec(line) ?? []
  if (by && ours !== undefined) return { by, after: Number(after), text: ours }
  const [, deed, words] = /^! (\w+) ?(.*)$/.exec(line) ?? []
  if (deed && words !== undefined) return { deed, words }
  throw new Error(`This is said by nobody: ${line}`)
}

/** What begins on a day with these people. */
export const visitsOn = (cast: readonly Character[], today: number, calendar: Calendar): Happening[] =>
  cast.flatMap((it) => it.visits.filter(({ day }) => day === today).flatMap((visit) => play(it, visit, calendar)))

function play({ person, window }: Character, visit: Visit, calendar: Calendar): Happening[] {
  const thread = `${person.id}/${visit.day}`
  const happened: Happening[] = []
  let now = calendar.at(visit.day, visit.at / 60)
  let [said, by] = [0, 'marta']
  for (const turn of visit.turns) {
    if ('deed' in turn) {
      const [who, does] = asDeed(turn, by)
      now += minute
      happened.push(deed(who, now, does))
      continue
    }
    now += turn.after * minute
    if (turn.by) {
      by = turn.by
      const text =
        window === 'mastodon' ? turn.text.replace(/^@\S+/, identityAt(person, window).handle ?? '') : turn.text
      happened.push(deed(by, now, { it: 'reply', text, to: `${thread}/${said}`, language: person.language }))
    } else {
      said += 1
      happened.push(spoken(turn.text))
    }
  }
  return happened

  function deed(who: string, at: number, does: Does): Deed {
    return { kind: 'deed', at, thread, window, first: `${thread}/1`, by: who, does }
  }
  function spoken(text: string): Happening {
    const again = said > 1 ? { parent: `${thread}/1`, root: `${thread}/1` } : {}
    const id = `${thread}/${said}`
    const author = identityAt(person, window)
    const language: Language = person.language
    const visibility = window === 'chat' ? 'direct' : 'public'
    return { kind: 'said', at: now, thread, id, ...again, window, author, text, language, visibility, concernsUs: true }
  }
}

/** `tag envíos`, `note marta text`, `assign carmen`, `close`. */
function asDeed({ deed, words }: { deed: string; words: string }, by: string): [string, Does] {
  const [first = '', ...rest] = words.split(' ')
  switch (deed) {
    case 'tag':
      return [by, { it: 'tag', name: words }]
    case 'note':
      return [first, { it: 'note', text: rest.join(' ') }]
    case 'assign':
      return [by, { it: 'assign', to: first }]
    case 'close':
      return [by, { it: 'close' }]
    default:
      throw new Error(`Nobody knows how to ${deed}.`)
  }
}
