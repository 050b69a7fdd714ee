import { begins, Choices, plain } from './choices.ts'

const longest = 40
const most = 8
/** After these an `@` belongs to an address. */
const inWord = /[\p{L}\p{M}\p{N}._@/:-]/u

/** After an `@` in a note our names are offered under the text. */
class Names extends Choices<string> {
  get #names(): string[] {
    return JSON.parse(this.dataset.names ?? '[]')
  }

  protected begun(before: string): { asked: string; length: number } | undefined {
    const near = before.slice(-longest - 2)
    const at = near.lastIndexOf('@')
    const written = near.slice(at + 1)
    if (at < 0 || /[\n\t]|^ | {2}/.test(written) || inWord.test(near[at - 1] ?? ' ')) return undefined
    return { asked: written, length: written.length + 1 }
  }

  protected find(written: string): readonly string[] {
    const asked = plain(written)
    const fits = this.#names.filter((name) => begins(plain(name), asked))
    return fits.some((name) => plain(name) === asked) ? [] : fits.slice(0, most)
  }

  protected draw(name: string): string[] {
    return [name]
  }

  protected taken(name: string): string {
    return `@${name}`
  }
}

export const defineNames = (): void => customElements.define('t-names', Names)
