/** What came and waits to be taken, in order; at most so many, then it ends with an error. */
export class Inbox<T> {
  #waiting: T[] = []
  #ended: { error?: unknown } | undefined
  #wake = () => {}
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  add(one: T): void {
    if (this.#waiting.length >= this.#most) this.end(new Error('More came than could be taken'))
    else this.#waiting.push(one)
    this.#wake()
  }

  end(error?: unknown): void {
    this.#ended ??= error === undefined ? {} : { error }
    this.#wake()
  }

  /**
   * Everything that waits; nothing when nothing came for so long. Undefined when it has ended and is empty; throws
   * when it ended with an error.
   */
  async take(patienceMs: number): Promise<T[] | undefined> {
    if (this.#waiting.length === 0 && !this.#ended) await this.#something(patienceMs)
    const taken = this.#waiting
    this.#waiting = []
    if (taken.length > 0 || !this.#ended) return taken
    if ('error' in this.#ended) throw this.#ended.error
    return undefined
  }

  #something(patienceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(patienceMs, 0))
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
