/** Gathers what is said line by line, in a time that grows with its length only, however hostile the markup. */
export class Lines {
  readonly #lines: string[] = []
  #pieces: string[] = []

  add(said: string): void {
    this.#pieces.push(said)
  }

  /** Another line, also after an empty one. */
  end(): void {
    this.#lines.push(
      this.#pieces
        .join('')
        .replace(/[ \t\r\n\f]+/g, ' ')
        .replace(/^ | $/g, ''),
    )
    this.#pieces = []
  }

  /** Another line, unless this is the beginning of one. */
  block(): void {
    if (this.#pieces.length > 0) this.end()
  }

  text(): string {
    this.block()
    return this.#lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  }
}
