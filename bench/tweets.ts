import { existsSync, readFileSync } from 'node:fs'
import type { Listened } from '../src/listening/query/document.ts'
import { random, talk } from './cast.ts'

const folder = '../shared/data/xlm-t/data/sentiment'
const languages = { spanish: 'es', english: 'en', french: 'fr', portuguese: 'pt', italian: 'it', german: 'de' }

/** Tweets in six languages, in no order, if they are there; else what our own cast says, whose words are few. */
export function tweets(most = 11_000): { source: string; messages: Listened[] } {
  if (!existsSync(folder)) return { source: 'made-up messages', messages: made(most) }
  const messages = Object.entries(languages).flatMap(([name, language]) =>
    readFileSync(`${folder}/${name}/train_text.txt`, 'utf8')
      .trim()
      .split('\n')
      .map((text) => listened(text, language)),
  )
  return { source: 'tweets', messages: shuffled(messages).slice(0, most) }
}

const listened = (text: string, language: string): Listened => ({ text, language, network: 'mastodon', channel: 'w1' })

const made = (count: number): Listened[] =>
  [...talk(count, { repeats: 0 })].flatMap((heard) =>
    heard.kind === 'message' ? [listened('text' in heard.message.body ? heard.message.body.text : '', 'es')] : [],
  )

function shuffled<T>(list: readonly T[]): T[] {
  const dice = random(3)
  return list
    .map((one) => ({ one, at: dice() }))
    .sort((one, other) => one.at - other.at)
    .map(({ one }) => one)
}
