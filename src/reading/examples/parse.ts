import { type Abuse, abuses, type Intent, intents, type Sentiment, type Urgency, urgencies } from '../reading.ts'

/**
 * Messages labelled by hand, a line each, for people to read and mend:
 * `sentiment | intents | urgency | abuse | tags | place | field | text`. What the labels mean is in README.md.
 */
export interface Example {
  text: string
  sentiment: Sentiment
  intents: Intent[]
  urgency: Urgency
  abuse: Abuse
  /** What makes it hard, and `case:…` for the cases of hate and its look-alikes. */
  tags: string[]
  /** Two letters of a country, as the writing shows it. */
  place: string
  /** What the company does, in a word. */
  field: string
}

const moods = { neg: 'negative', neu: 'neutral', pos: 'positive' } as const

/** Reads a file of examples; empty lines and those that begin with `#` are passed over. Throws, naming the line. */
export function parseExamples(text: string): Example[] {
  return text
    .split('\n')
    .map((line, at) => ({ line, at: at + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ line, at }) => parseLine(line, at))
}

function parseLine(line: string, at: number): Example {
  const wrong = (what: string): never => {
    throw new Error(`Line ${at}: ${what}: ${line.slice(0, 80)}`)
  }
  const [mood = '', wants = '', soon = '', abuse = '', tags = '', place = '', field = '', ...rest] = line.split(' | ')
  const text = rest.join(' | ').replaceAll('⏎', '\n').trim()
  if (text === '') return wrong('there is no text')
  const chosen = wants.split(',').map((one) => oneOf(intents, one) ?? wrong(`no intent is called ${one}`))
  const alone = chosen.some((one) => one === 'spam' || one === 'other')
  if (alone && chosen.length > 1) return wrong('spam and other stand alone')
  if (new Set(chosen).size < chosen.length) return wrong('an intent stands twice')
  return {
    text,
    sentiment: isMood(mood) ? moods[mood] : wrong(`no sentiment is called ${mood}`),
    intents: chosen,
    urgency: oneOf(urgencies, Number(soon)) ?? wrong(`no urgency is called ${soon}`),
    abuse: oneOf(abuses, abuse) ?? wrong(`no abuse is called ${abuse}`),
    tags: tags === '-' ? [] : tags.split(','),
    place,
    field,
  }
}

const oneOf = <T>(known: readonly T[], value: unknown): T | undefined => known.find((one) => one === value)
const isMood = (text: string): text is keyof typeof moods => text in moods
