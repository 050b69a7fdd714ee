/** A number of 32 bits for a piece of text; the seed keeps features of different kinds apart. */
export function hashText(text: string, seed: number): number {
  let hash = seed | 0
  for (let at = 0; at < text.length; at++) hash = step(hash, text.charCodeAt(at))
  return finish(hash)
}

/** Of two pieces that follow each other. */
export const hashPair = (first: number, second: number): number =>
  finish(Math.imul(first, 0x9e3779b1) ^ ((second << 13) | (second >>> 19)))

export const step = (hash: number, unit: number): number => Math.imul((hash ^ unit) + (hash >>> 15), 0x01000193)

/** Spreads every bit over all others, so that any bits of it serve as an address; never negative. */
export function finish(hash: number): number {
  let it = hash
  it = Math.imul(it ^ (it >>> 16), 0x85ebca6b)
  it = Math.imul(it ^ (it >>> 13), 0xc2b2ae35)
  return (it ^ (it >>> 16)) >>> 0
}
