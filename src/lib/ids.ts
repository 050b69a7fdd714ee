import { randomBytes } from 'node:crypto'

let lastMs = 0
let sequence = 0

/** A UUID v7 (RFC 9562): ordered by time, and within a millisecond by the order it was asked for. */
export function newId(nowMs = Date.now()): string {
  sequence = nowMs > lastMs ? 0 : sequence + 1
  lastMs = Math.max(nowMs, lastMs)
  const bytes = randomBytes(16)
  // Beyond 4,096 ids in one millisecond the surplus is borrowed from the next ones, which keeps the order.
  bytes.writeUIntBE(lastMs + (sequence >> 12), 0, 6)
  bytes.writeUInt16BE(0x7000 | (sequence & 0x0fff), 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The moment written in a UUID v7. */
export const idTime = (id: string): Date => new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
