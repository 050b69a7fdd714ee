import { mostSlots } from './forms.ts'
import type { Form } from './token.ts'

/**
 * What somebody worked out of forms, for as long as nobody else's takes the same place: one look instead of comparing
 * texts. Grows with the forms that are noted, up to `most`, a power of two.
 */
export class Noted<Value> {
  #forms: (Form | undefined)[] = []
  #values: (Value | undefined)[] = []
  readonly #mask: number

  constructor(most: number = mostSlots) {
    this.#mask = most - 1
  }

  get(form: Form): Value | undefined {
    const slot = form.slot & this.#mask
    return slot < this.#forms.length && this.#forms[slot] === form ? this.#values[slot] : undefined
  }

  set(form: Form, value: Value): Value {
    const slot = form.slot & this.#mask
    if (slot >= this.#forms.length) this.#grow(slot)
    this.#forms[slot] = form
    this.#values[slot] = value
    return value
  }

  #grow(slot: number): void {
    const more = Math.max(64, 2 ** Math.ceil(Math.log2(slot + 1))) - this.#forms.length
    this.#forms = this.#forms.concat(new Array<Form | undefined>(more).fill(undefined))
    this.#values = this.#values.concat(new Array<Value | undefined>(more).fill(undefined))
  }
}
