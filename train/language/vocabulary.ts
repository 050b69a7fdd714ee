/** Numbers features from nought in the order they are met, by their hashes (a `Map` of a million takes a minute). */
export class Vocabulary {
  #slots = new Int32Array(1 << 22).fill(-1)
  #hashes = new Uint32Array(1 << 21)
  size = 0

  number(hash: number): number {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const known = this.#slots[slot] ?? -1
      if (known < 0) return this.#add(hash, slot)
      if (this.#hashes[known] === hash) return known
      slot = (slot + 1) & mask
    }
  }

  hash = (feature: number): number => this.#hashes[feature] ?? 0

  #add(hash: number, slot: number): number {
    if (this.size === this.#hashes.length) throw new Error('There are more than two million features.')
    this.#slots[slot] = this.size
    this.#hashes[this.size] = hash
    return this.size++
  }
}
