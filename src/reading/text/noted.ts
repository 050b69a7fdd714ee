import type { Form } from './token.ts'

/**
 * What somebody worked out of forms, for as long as nobody else's takes the same place: one look instead of comparing
 * texts. Grows with the forms that are noted, up to as many as `slot` can be.
 */
export class Noted<Value> {
  #forms: (Form | undefined)[] = []
  #values: (Value | undefined)[] = []

  get(form: Form): Value | undefined {
    const { slot } = form
    return slot < this.#forms.length && this.#forms[slot] === form ? this.#values[slot] : undefined
  }

  set(form: Form, value: Value): Value {
    if (form.slot >= this.#forms.length) this.#grow(form.slot)
    this.#forms[form.slot] = form
    this.#values[form.slot] = value
    return value
  }

  #grow(slot: number): void {
    const more = Math.max(64, 2 ** Math.ceil(Math.log2(slot + 1))) - this.#forms.length
    this.#forms = this.#forms.concat(new Array<Form | undefined>(more).fill(undefined))
    this.#values = this.#values.concat(new Array<Value | undefined>(more).fill(undefined))
  }
}
