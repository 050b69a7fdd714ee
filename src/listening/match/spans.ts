import { grown } from './column.ts'

/** Where words and phrases stand: the first place and the last of each. */
export class Spans {
  count = 0
  private first = new Int32Array(64)
  private last = new Int32Array(64)
  private sorted = true

  clear(): void {
    this.count = 0
    this.sorted = true
  }

  add(first: number, length: number): void {
    const { count } = this
    this.first = grown(this.first, count)
    this.last = grown(this.last, count)
    this.first[count] = first
    this.last[count] = first + length - 1
    if (count > 0 && !this.goesOn(count)) this.sorted = false
    this.count += 1
  }

  /** Sorts the firsts and the lasts, each for themselves: which belongs to which matters no longer. */
  sort(): void {
    if (this.sorted) return
    this.first.subarray(0, this.count).sort()
    this.last.subarray(0, this.count).sort()
  }

  /** Whether one of the others begins behind one of these, with no more than so many places between. Both are sorted. */
  isFollowedBy(others: Spans, distance: number): boolean {
    let other = 0
    for (let one = 0; one < this.count; one += 1) {
      const last = this.last[one] ?? 0
      while (other < others.count && (others.first[other] ?? 0) <= last) other += 1
      if (other === others.count) return false
      if ((others.first[other] ?? 0) - last - 1 <= distance) return true
    }
    return false
  }

  private goesOn(index: number): boolean {
    const isRising = (this.first[index] ?? 0) >= (this.first[index - 1] ?? 0)
    return isRising && (this.last[index] ?? 0) >= (this.last[index - 1] ?? 0)
  }
}
