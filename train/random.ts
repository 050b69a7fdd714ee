/** Numbers from 0 to 1 that look drawn by lot and are the same every time (mulberry32). */
export function lots(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let it = Math.imul(state ^ (state >>> 15), 1 | state)
    it = (it + Math.imul(it ^ (it >>> 7), 61 | it)) ^ it
    return ((it ^ (it >>> 14)) >>> 0) / 4294967296
  }
}

/** Puts them in another order, in place. */
export function shuffle(order: Int32Array, lot: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(lot() * (at + 1))
    const kept = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = kept
  }
}
