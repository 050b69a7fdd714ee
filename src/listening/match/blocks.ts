const pageBits = 16
const pageSize = 1 << pageBits

/**
 * Lists of 32-bit integers out of shared pages. A hundred thousand short lists then cost what is in them, not an object
 * each, and nothing but the list that grows is ever copied: adding one stays quick however many there are.
 */
export class Blocks {
  /** A block at `at` begins at `at & 0xffff` of `pages[at >>> 16]`. */
  readonly pages: Int32Array[] = []
  private readonly freed: number[][] = []
  private next = 0
  private room = 0

  /** Room for at least `size` integers, holding whatever was there before. */
  take(size: number): number {
    const again = this.freed[classOf(size)]?.pop()
    if (again !== undefined) return again
    const wanted = roomFor(size)
    if (wanted > pageSize) return this.open(wanted)
    if (this.room < wanted) {
      this.next = this.open(pageSize)
      this.room = pageSize
    }
    const at = this.next
    this.next += wanted
    this.room -= wanted
    return at
  }

  give(at: number, size: number): void {
    const kind = classOf(size)
    const list = this.freed[kind]
    if (list) list.push(at)
    else this.freed[kind] = [at]
  }

  pageOf(at: number): Int32Array {
    const page = this.pages[at >>> pageBits]
    if (!page) throw new RangeError(`no block at ${at}`)
    return page
  }

  get bytes(): number {
    return this.pages.reduce((sum, page) => sum + page.byteLength, 0)
  }

  private open(size: number): number {
    this.pages.push(new Int32Array(size))
    return (this.pages.length - 1) << pageBits
  }
}

export const offsetOf = (at: number): number => at & (pageSize - 1)

/** How much a block of this size really holds: powers of two and their halves between, so that freed ones fit others. */
export const roomFor = (size: number): number => {
  const kind = classOf(size)
  return kind % 2 === 0 ? 2 << (kind / 2) : 3 << ((kind - 1) / 2)
}

function classOf(size: number): number {
  if (size <= 2) return 0
  const bits = 32 - Math.clz32(size - 1)
  return size <= 3 << (bits - 2) ? 2 * bits - 3 : 2 * bits - 2
}
