import { grown } from './column.ts'
import { everyMessage, type Sign } from './signs.ts'
import type { Vocabulary } from './vocabulary.ts'

/** How many messages a guess weighs against what is counted. */
const guessWeighs = 40
/** After so many, what was counted weighs half: people talk of other things by then. */
const forgetAfter = 1 << 16

/** How large a share of the messages bears each sign, as far as was seen: what queries are best found by. */
export class Frequencies {
  messages = 0
  private seen = new Int32Array(64)
  private since = new Int32Array(64)
  private guess = new Float32Array(64)
  private readonly vocabulary: Vocabulary

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary
  }

  /** To be called when a number is given to a sign that had none. */
  begin(number: number, sign: Sign): void {
    this.seen = grown(this.seen, number)
    this.since = grown(this.since, number)
    if (number >= this.guess.length) {
      const wider = new Float32Array(this.seen.length)
      wider.set(this.guess)
      this.guess = wider
    }
    this.seen[number] = 0
    this.since[number] = this.messages
    this.guess[number] = this.guessOf(sign)
  }

  share(number: number): number {
    if (number === everyMessage) return 1
    const guessed = (this.guess[number] ?? 0) * guessWeighs
    return Math.min(
      0.99,
      ((this.seen[number] ?? 0) + guessed) / (this.messages - (this.since[number] ?? 0) + guessWeighs),
    )
  }

  /** Counts the signs that one message bears: the first `count` of the list. */
  add(list: Int32Array, count: number): void {
    const { seen } = this
    for (let index = 0; index < count; index += 1) {
      const sign = list[index] ?? 0
      seen[sign] = (seen[sign] ?? 0) + 1
    }
    this.messages += 1
    if (this.messages >= forgetAfter) this.forgetHalf()
  }

  private forgetHalf(): void {
    this.messages >>= 1
    for (let sign = 0; sign < this.seen.length; sign += 1) {
      this.seen[sign] = (this.seen[sign] ?? 0) >> 1
      this.since[sign] = (this.since[sign] ?? 0) >> 1
    }
  }

  private guessOf(sign: Sign): number {
    if (sign.kind === 'fact') return factGuess[sign.field] ?? 0.002
    if (sign.kind === 'followers') return 0.3
    if (sign.how === 'prefix') return 4 * wordGuess(sign.key)
    const { seen, messages } = this.vocabulary.timesSeen(sign.key)
    return Math.min(0.9, (seen + wordGuess(sign.key) * guessWeighs) / (messages + guessWeighs))
  }
}

/** Short words are common. */
const wordGuess = (key: string): number => Math.min(0.1, 0.5 / key.length ** 3)

/** The fields that are true of many messages. */
const factGuess: Readonly<Record<string, number>> = {
  lang: 0.4,
  network: 0.4,
  channel: 0.2,
  intent: 0.2,
  sentiment: 0.4,
  urgency: 0.3,
  abuse: 0.3,
  topic: 0.1,
  is: 0.5,
  has: 0.3,
}
