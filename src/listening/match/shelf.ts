import { Blocks, offsetOf } from './blocks.ts'
import { grown } from './column.ts'
import type { Cover } from './cover.ts'
import type { Anchor } from './own-signs.ts'
import { Postings } from './postings.ts'

/** How much rarer new anchors have to be than the old ones for a query to be moved. */
const worthMoving = 0.8

/** The programs of all queries, by number, and the signs they are kept under. */
export class Shelf {
  readonly postings = new Postings()
  readonly blocks = new Blocks()
  /** By query: where its program is in `blocks`. Postings say so too, and less than 0 (`~at`) if it may be met twice. */
  private program = new Int32Array(64)
  /** By query: where its anchors are in `blocks`: how many, then pairs of sign and guard. */
  private anchors = new Int32Array(64)
  private readonly cover: Cover

  constructor(cover: Cover) {
    this.cover = cover
  }

  put(query: number, code: Int32Array): void {
    const at = this.blocks.take(code.length)
    this.blocks.pageOf(at).set(code, offsetOf(at))
    this.program = grown(this.program, query)
    this.anchors = grown(this.anchors, query)
    this.program[query] = at
    this.keepUnder(query, this.cover.of(code))
  }

  take(query: number): void {
    this.letGo(query)
    this.blocks.give(this.program[query] ?? 0, this.codeOf(query).length)
  }

  /** Keeps a query under other signs if what messages bear has changed. */
  move(query: number): void {
    const anchors = this.cover.of(this.codeOf(query))
    if (this.cover.costOf(anchors) > worthMoving * this.cover.costOf(this.anchorsOf(query))) return
    this.letGo(query)
    this.keepUnder(query, anchors)
  }

  codeOf(query: number): Int32Array {
    const at = this.program[query] ?? 0
    const page = this.blocks.pageOf(at)
    const start = offsetOf(at)
    return page.subarray(start, start + (page[start + 1] ?? 0))
  }

  private keepUnder(query: number, anchors: readonly Anchor[]): void {
    const at = this.blocks.take(1 + 2 * anchors.length)
    const page = this.blocks.pageOf(at)
    let next = offsetOf(at)
    page[next++] = anchors.length
    for (const { sign, guard } of anchors) {
      page[next++] = sign
      page[next++] = guard
      this.postings.add(sign, this.postedAs(query, anchors), guard)
    }
    this.anchors[query] = at
  }

  private letGo(query: number): void {
    const anchors = this.anchorsOf(query)
    for (const { sign, guard } of anchors) this.postings.remove(sign, this.postedAs(query, anchors), guard)
    this.blocks.give(this.anchors[query] ?? 0, 1 + 2 * anchors.length)
  }

  private postedAs(query: number, anchors: readonly Anchor[]): number {
    const at = this.program[query] ?? 0
    return anchors.length > 1 ? ~at : at
  }

  private anchorsOf(query: number): Anchor[] {
    const at = this.anchors[query] ?? 0
    const page = this.blocks.pageOf(at)
    const start = offsetOf(at)
    return Array.from({ length: page[start] ?? 0 }, (_, index) => ({
      sign: page[start + 1 + 2 * index] ?? 0,
      guard: page[start + 2 + 2 * index] ?? 0,
    }))
  }
}
