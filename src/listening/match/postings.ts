import { Blocks, offsetOf, roomFor } from './blocks.ts'
import { grown } from './column.ts'

const width = 2

/**
 * For each sign a message can bear, which programs are to be asked when it is borne: pairs of a program and a second sign that must be there too,
 * so that most are passed over without looking at the program.
 */
export class Postings {
  readonly blocks = new Blocks()
  /** Where the pairs of a sign are, and how many; read directly by the loop that goes over them. */
  at = new Int32Array(64)
  count = new Int32Array(64)
  private room = new Int32Array(64)

  add(sign: number, program: number, guard: number): void {
    this.at = grown(this.at, sign)
    this.count = grown(this.count, sign)
    this.room = grown(this.room, sign)
    const count = this.count[sign] ?? 0
    const at = this.withRoom(sign, count)
    const page = this.blocks.pageOf(at)
    const end = offsetOf(at) + count * width
    page[end] = program
    page[end + 1] = guard
    this.count[sign] = count + 1
  }

  remove(sign: number, program: number, guard: number): void {
    const count = this.count[sign] ?? 0
    const at = this.at[sign] ?? 0
    const page = this.blocks.pageOf(at)
    const last = offsetOf(at) + (count - 1) * width
    for (let pair = offsetOf(at); pair <= last; pair += width) {
      if (page[pair] !== program || page[pair + 1] !== guard) continue
      page.copyWithin(pair, last, last + width)
      this.count[sign] = count - 1
      if (count === 1) this.close(sign)
      return
    }
    throw new Error(`the program at ${program} is not kept under sign ${sign}`)
  }

  private withRoom(sign: number, count: number): number {
    const at = this.at[sign] ?? 0
    if ((this.room[sign] ?? 0) >= (count + 1) * width) return at
    const wider = this.blocks.take((count + 1) * width)
    const from = offsetOf(at)
    if (count > 0)
      this.blocks.pageOf(wider).set(this.blocks.pageOf(at).subarray(from, from + count * width), offsetOf(wider))
    this.close(sign)
    this.at[sign] = wider
    this.room[sign] = roomFor((count + 1) * width)
    return wider
  }

  private close(sign: number): void {
    const room = this.room[sign] ?? 0
    if (room > 0) this.blocks.give(this.at[sign] ?? 0, room)
    this.room[sign] = 0
  }
}
