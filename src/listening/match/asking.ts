import { offsetOf } from './blocks.ts'
import { grown } from './column.ts'
import { numberAt } from './program.ts'
import { run } from './run.ts'
import type { Sheet } from './sheet.ts'
import type { Shelf } from './shelf.ts'

const mostMessages = 2 ** 31 - 1

/** Asks queries about a message, each at most once. */
export class Asking {
  /** The numbers of those that match, the first `count`, rising. */
  found = new Int32Array(64)
  count = 0
  private readonly shelf: Shelf
  private readonly sheet: Sheet
  /** By query that is kept in several places: the last message it was asked about. */
  private asked = new Int32Array(64)
  private message = 0

  constructor(shelf: Shelf, sheet: Sheet) {
    this.shelf = shelf
    this.sheet = sheet
  }

  /** Asks the queries that are kept under a sign which the message on the sheet bears. */
  ask(): void {
    const { list, count } = this.sheet
    this.message = this.message === mostMessages ? this.startAgain() : this.message + 1
    this.count = 0
    for (let index = 0; index < count; index += 1) this.askUnder(list[index] ?? 0)
    if (this.count > 1) this.found.subarray(0, this.count).sort()
  }

  private askUnder(sign: number): void {
    const { sheet } = this
    const { postings, blocks } = this.shelf
    const count = postings.count[sign] ?? 0
    if (count === 0) return
    const at = postings.at[sign] ?? 0
    const page = postings.blocks.pageOf(at)
    const end = offsetOf(at) + 2 * count
    for (let pair = offsetOf(at); pair < end; pair += 2) {
      if (sheet.borne[page[pair + 1] ?? 0] === 0) continue
      const posted = page[pair] ?? 0
      const program = posted < 0 ? ~posted : posted
      const code = blocks.pageOf(program)
      const start = offsetOf(program)
      const query = code[start + numberAt] ?? 0
      if (posted < 0 && this.wasAsked(query)) continue
      if (run(code, start, sheet)) this.keep(query)
    }
  }

  private wasAsked(query: number): boolean {
    this.asked = grown(this.asked, query)
    if (this.asked[query] === this.message) return true
    this.asked[query] = this.message
    return false
  }

  private keep(query: number): void {
    this.found = grown(this.found, this.count)
    this.found[this.count++] = query
  }

  private startAgain(): number {
    this.asked.fill(0)
    return 1
  }
}
