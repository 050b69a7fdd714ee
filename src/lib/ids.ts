import { randomFillSync } from 'node:crypto'

let lastMs = 0
let sequence = 0

/** A UUID v7 (RFC 9562): ordered by time, and within a millisecond by the order it was asked for. */
export function newId(nowMs = Date.now()): string {
  sequence = nowMs > lastMs ? 0 : sequence + 1
  lastMs = Math.max(nowMs, lastMs)
  // Beyond 4,096 ids in one millisecond the surplus is borrowed from the next ones, which keeps the order.
  const time = hex(lastMs + (sequence >> 12), 12)
  const random = eightBytes()
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(sequence & 0x0fff, 3)}-${random.slice(0, 4)}-${random.slice(4)}`
}

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0')

/** Asked of the system for many ids at once: asking for each took longer than making it. */
const pool = Buffer.alloc(8 * 512)
let used = pool.length

/** In hex, begun with the two bits that say which kind of UUID it is. */
function eightBytes(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  pool[used] = ((pool[used] ?? 0) & 0x3f) | 0x80
  used += 8
  return pool.toString('hex', used - 8, used)
}

/** The moment written in a UUID v7. */
export const idTime = (id: string): Date => new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
