import { readdirSync } from 'node:fs'
import path from 'node:path'
import { parseExamples } from '../src/reading/examples/parse.ts'
import { judgedIntents, type Task } from '../src/reading/model/outputs.ts'
import { abuses, sentiments } from '../src/reading/reading.ts'
import { parseCsv } from './csv.ts'
import { dataFolder, readForTraining } from './sources.ts'
import { tweetIntents } from './tweet-intents.ts'

/** A message to learn from: what is known of it, and how much it counts. */
export interface Row {
  text: string
  language: string
  source: Source
  /** The file it stands in, of ours. */
  file?: string
  /** The place of the label in its task, where it has one label; absent where nobody said. */
  sentiment?: number
  urgency?: number
  abuse?: number
  /** For each judged intent 1, 0, or −1 where nobody said. */
  intent?: readonly number[]
  /** How much it counts for a task, where that is not 1. */
  counts?: Partial<Record<Task, number>>
}

export type Source = 'ours' | 'tweets' | 'acts' | 'bank' | 'assistant'

/** Everything the reader is trained from, always in the same order. */
export const corpus = (): Row[] => [...ours(), ...tweets(), ...acts(), ...bank(), ...assistant()]

const examples = path.resolve(import.meta.dirname, '../src/reading/examples')

/** Our own labelled messages: the only ones that know every label. */
export function ours(): Row[] {
  const files = readdirSync(examples).filter((name) => /^training-(es|en)-.*\.txt$/.test(name))
  return files.sort().flatMap((name) =>
    parseExamples(readForTraining(path.join(examples, name))).map(
      (it): Row => ({
        text: it.text,
        language: name.slice('training-'.length, 'training-'.length + 2),
        source: 'ours',
        file: name,
        sentiment: sentiments.indexOf(it.sentiment),
        urgency: it.urgency,
        abuse: abuses.indexOf(it.abuse),
        intent: judgedIntents.map((one) => Number(it.intents.includes(one))),
      }),
    ),
  )
}

const moods = { spanish: 'es', english: 'en', portuguese: 'pt', french: 'fr', italian: 'it', german: 'de' }

/** xlm-t: tweets in six languages, their mood, and of some what they want. */
export function tweets(): Row[] {
  return Object.entries(moods).flatMap(([folder, language]) => {
    const lines = (name: string) =>
      readForTraining(path.join(dataFolder, 'xlm-t/data/sentiment', folder, name))
        .replace(/\n$/, '')
        .split('\n')
    const labels = lines('train_labels.txt')
    const wants = tweetIntents(language)
    return lines('train_text.txt').map((text, at): Row => {
      const of = wants(at)
      const intent = of && judgedIntents.map((one) => Number(of.includes(one)))
      return { text, language, source: 'tweets', sentiment: Number(labels[at]), ...(intent && { intent }) }
    })
  })
}

/** tweet-act: speech acts of tweets in English. What is neither question nor suggestion says nothing of our other intents. */
export function acts(): Row[] {
  const [, ...rows] = parseCsv(readForTraining(path.join(dataFolder, 'tweet-act/tweets.csv')))
  const seen = new Set<string>()
  return rows.flatMap(([written = '', act = '']): Row[] => {
    const text = unescaped(written)
    const same = nearly(text)
    if (seen.has(same)) return []
    seen.add(same)
    const intent = judgedIntents.map((one) =>
      one === 'suggestion' ? Number(act === 'SUG') : one === 'question' && act !== 'REQ' ? Number(act === 'QUE') : -1,
    )
    return [{ text, language: 'en', source: 'acts', intent }]
  })
}

/** Signs outside ASCII stand in the set as backslash, u and four digits. */
const unescaped = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** What is left of a tweet that is passed on: its first words, without who, links and signs. */
const nearly = (text: string): string =>
  text
    .toLowerCase()
    .replace(/https?:\S*|@\w+|\brt\b/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 8)
    .join(' ')

/** banking77: what customers ask a bank; only those that are plainly asked. */
export function bank(): Row[] {
  const [, ...rows] = parseCsv(readForTraining(path.join(dataFolder, 'banking77/banking_data/train.csv')))
  return rows.filter((_, at) => at % 12 === 0).flatMap(([text = '']) => asked(text, 'bank'))
}

/** clinc150: what people ask of an assistant, and what it should not understand. */
export function assistant(): Row[] {
  const parsed: { train: string[][]; oos_train: string[][] } = JSON.parse(
    readForTraining(path.join(dataFolder, 'clinc150/data/data_small.json')),
  )
  return [...parsed.train, ...parsed.oos_train]
    .filter((_, at) => at % 12 === 0)
    .flatMap(([text = '']) => asked(text, 'assistant'))
}

function asked(text: string, source: Source): Row[] {
  if (!/^(what|when|where|who|which|how|can|could|do|does|is|are|will|would) /i.test(text)) return []
  const intent = judgedIntents.map((one) =>
    one === 'question' ? 1 : one === 'complaint' || one === 'purchase' ? -1 : 0,
  )
  return [{ text, language: 'en', source, intent, abuse: 0 }]
}
