import type { Happening } from './happening.ts'

const looksAhead = 90

/**
 * What happens next, so that after everybody who speaks some of us do something, by night as by day: whatever is
 * near is taken out of turn, but in each thread everything keeps its order.
 */
export class Ahead {
  readonly #story: Iterator<Happening>
  readonly #near: Happening[] = []
  #turn = 0

  constructor(story: Iterator<Happening>) {
    this.#story = story
  }

  /** How much was taken from the story and has not happened. */
  get waiting(): number {
    return this.#near.length
  }

  next(): Happening {
    while (this.#near.length < looksAhead) this.#near.push(this.#story.next().value)
    const kind = this.#turn % 4 === 0 ? 'said' : 'deed'
    this.#turn += 1
    const seen = new Set<string>()
    const at = this.#near.findIndex((it) => {
      const isNext = it.kind === kind && !seen.has(it.thread)
      seen.add(it.thread)
      return isNext
    })
    const [next] = this.#near.splice(Math.max(at, 0), 1)
    if (!next) throw new Error('The story has ended.')
    return next
  }
}
