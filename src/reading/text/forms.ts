import { Remembered } from '../../lib/remembered.ts'
import type { Form, Token } from './token.ts'

/** How many numbers `slot` of a form can be; 0 is that of all forms that are not remembered. */
export const mostSlots = 1 << 15

let made = 0

/** What the pieces of one kind are, worked out once: see `Remembered`. */
export class Forms {
  readonly #known: Remembered<Form>

  /** `size`, a power of two: how many are remembered. */
  constructor(size: number, make: (written: string) => Omit<Form, 'slot'>) {
    this.#known = new Remembered<Form>(size, (written, isKept) => {
      if (isKept) made = (made + 1) % (mostSlots - 1)
      const { kind, folded, shouted, stretched } = make(written)
      return { kind, written, folded, shouted, stretched, slot: isKept ? made + 1 : 0 }
    })
  }

  /** The piece of a message from here to there. */
  token(text: string, from: number, to: number): Token {
    const form = this.#known.of(text, from, to)
    const { kind, written, folded, shouted, stretched } = form
    return { kind, written, at: from, folded, shouted, stretched, form }
  }
}
