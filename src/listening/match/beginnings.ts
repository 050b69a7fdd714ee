/** Beginnings of words (`falla*`), and which of them a word has. */
export class Beginnings {
  /** By their length: a word is cut once for each length that is in use, however many beginnings there are. */
  private readonly byLength = new Map<number, Map<string, number>>()

  get(beginning: string): number | undefined {
    return this.byLength.get(beginning.length)?.get(beginning)
  }

  set(beginning: string, sign: number): void {
    const { length } = beginning
    const same = this.byLength.get(length)
    if (same) same.set(beginning, sign)
    else this.byLength.set(length, new Map([[beginning, sign]]))
  }

  delete(beginning: string): void {
    const same = this.byLength.get(beginning.length)
    same?.delete(beginning)
    if (same?.size === 0) this.byLength.delete(beginning.length)
  }

  /** The signs of all its beginnings, the word itself among them. */
  of(word: string): number[] {
    const found: number[] = []
    for (const [length, same] of this.byLength) {
      const sign = length <= word.length ? same.get(word.slice(0, length)) : undefined
      if (sign !== undefined) found.push(sign)
    }
    return found
  }
}
