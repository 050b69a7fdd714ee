import { splitText } from '../../lib/split-text.ts'
import { fits, measure, type TextLimit } from '../../lib/text-limit.ts'
import { counted } from './counted.ts'
import { Draft } from './draft.ts'

/** From here on the count is also read aloud. */
const nearlyFull = 20

/** Where an answer is written: counted as its network counts, shown as the thread it would become, its draft kept. */
class Composer extends HTMLElement {
  #draft: Draft | undefined
  #sent = false
  readonly #leave = () => this.#draft?.flush()
  /** The page was drawn anew around it: what the server cannot know is said again. */
  readonly #again = () => this.#show()

  connectedCallback(): void {
    const { draftUrl } = this.dataset
    if (draftUrl) this.#draft = new Draft(draftUrl, (state) => this.#say(this.dataset[state] ?? ''))
    this.#restore()
    this.addEventListener('input', () => this.#changed())
    this.addEventListener('keydown', (event) => this.#key(event))
    this.addEventListener('submit', () => this.#submit())
    this.addEventListener('turbo:submit-end', (event) => this.#ended(event))
    addEventListener('pagehide', this.#leave)
    addEventListener('turbo:render', this.#again)
    this.#show()
  }

  disconnectedCallback(): void {
    removeEventListener('pagehide', this.#leave)
    removeEventListener('turbo:render', this.#again)
    if (!this.#sent) this.#draft?.flush()
  }

  get #text() {
    return this.querySelector('textarea')
  }
  get #split() {
    return this.querySelector<HTMLInputElement>('input[name=split]')
  }
  get #limit(): TextLimit | undefined {
    return this.dataset.limit ? JSON.parse(this.dataset.limit) : undefined
  }

  /** What this browser kept when the server could not be reached. */
  #restore(): void {
    const kept = this.#draft?.kept()
    if (!this.#text || kept === undefined || kept === this.#text.value) return
    this.#text.value = kept
    this.#changed()
  }

  #changed(): void {
    this.#sent = false
    this.dataset.dirty = ''
    this.#draft?.changed(this.#text?.value ?? '')
    this.#show()
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    event.preventDefault()
    const button = this.querySelector<HTMLButtonElement>('[data-send]')
    if (button && !button.disabled) this.querySelector('form')?.requestSubmit(button)
  }

  #submit(): void {
    this.#sent = true
    delete this.dataset.dirty
    this.#draft?.done()
  }

  /** It did not go out: the draft is a draft again. */
  #ended(event: Event): void {
    if (!(event instanceof CustomEvent) || event.detail.success) return
    this.#changed()
  }

  #show(): void {
    const text = this.#text?.value ?? ''
    grow(this.#text)
    const limit = this.#limit
    if (!limit) return
    const over = excess(text, limit)
    const long = over > 0
    const block = this.querySelector<HTMLElement>('[data-split]')
    if (block) block.hidden = !long
    const thread = long && this.#split?.checked === true
    this.#count(measure(text, limit), limit.max, thread ? 0 : over)
    this.#preview(thread ? splitText(text, limit, { nameEach: 'nameEach' in this.dataset }) : [])
    const button = this.querySelector<HTMLButtonElement>('[data-send]')
    if (button) button.disabled = long && !thread
  }

  #count(written: number, max: number, over: number): void {
    const output = this.querySelector('output')
    if (!output) return
    const { lang } = document.documentElement
    const number = new Intl.NumberFormat(lang)
    const template = this.dataset.written ?? ''
    const soFar = template.replace('{written}', number.format(written)).replace('{max}', number.format(max))
    output.textContent = over > 0 ? `${soFar} · ${counted(this.dataset.over, over)}` : soFar
    output.ariaLive = max - written < nearlyFull ? 'polite' : 'off'
    output.classList.toggle('composer__count--over', over > 0)
  }

  #preview(parts: string[]): void {
    const list = this.querySelector<HTMLElement>('[data-parts]')
    const block = this.querySelector<HTMLElement>('[data-split]')
    if (!list || !block) return
    list.hidden = parts.length === 0
    list.replaceChildren(...parts.map((part) => Object.assign(document.createElement('li'), { textContent: part })))
    const summary = block.querySelector('[data-thread]')
    if (summary) summary.textContent = parts.length === 0 ? '' : counted(block.dataset.forms, parts.length)
  }

  #say(state: string): void {
    const place = this.querySelector('[data-draft-state]')
    if (place) place.textContent = state
  }
}

/** By how much it is too long, in the network's own count, or else in bytes. */
function excess(text: string, limit: TextLimit): number {
  if (fits(text, limit)) return 0
  const over = measure(text, limit) - limit.max
  return over > 0 ? over : new TextEncoder().encode(text).length - (limit.maxBytes ?? 0)
}

/** As high as its words, where the browser does not see to that itself. */
function grow(text: HTMLTextAreaElement | null): void {
  if (!text || CSS.supports('field-sizing', 'content')) return
  text.style.height = 'auto'
  text.style.height = `${text.scrollHeight + 2}px`
}

export const defineComposer = (): void => customElements.define('t-composer', Composer)
