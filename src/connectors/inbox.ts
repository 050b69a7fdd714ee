/** What came and waits to be taken, in order. It ends when told to, or when more waits than it may hold. */
export class Inbox<T> {
  #waiting: T[] = []
  #ended = false
  #wake = () => {}
  #emptied = () => {}
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  add(one: T): void {
    if (this.#ended) return
    this.#waiting.push(one)
    this.#ended = this.#waiting.length >= this.#most
    this.#wake()
  }

  end(): void {
    this.#ended = true
    this.#wake()
    this.#emptied()
  }

  /** When less than half of what it may hold waits: for who can wait with what it brings. */
  async room(): Promise<void> {
    while (this.#waiting.length >= this.#most / 2 && !this.#ended)
      await new Promise<void>((resolve) => {
        this.#emptied = resolve
      })
  }

  /** Everything that waits; nothing when nothing came for so long; undefined when it has ended and is empty. */
  async take(patienceMs: number): Promise<T[] | undefined> {
    if (this.#waiting.length === 0 && !this.#ended) await this.#something(patienceMs)
    const taken = this.#waiting
    this.#waiting = []
    this.#emptied()
    return taken.length === 0 && this.#ended ? undefined : taken
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
