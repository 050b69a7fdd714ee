import { mergeText } from '../../lib/merge-text.ts'
import { splitText } from '../../lib/split-text.ts'
import { fits, measure, type TextLimit } from '../../lib/text-limit.ts'
import { counted } from './counted.ts'
import { Draft } from './draft.ts'
import { randomId } from './random-id.ts'

/** From here on the count is also read aloud. */
const nearlyFull = 20

/** Where an answer is written: counted as its network counts, shown as the thread it would become, its draft kept. */
class Composer extends HTMLElement {
  #draft: Draft | undefined
  /** What is on its way, until it is known whether it arrived. */
  #posted: string | undefined
  #sending = false
  /** Until the page is drawn anew, what is told of the draft is told of the one that was sent. */
  #sent = false
  readonly #heard = (event: Event) => {
    if (event instanceof CustomEvent && !this.#sent) void this.#draft?.heard(String(event.detail))
  }
  readonly #leave = () => this.#draft?.flush()
  /** The page was drawn anew around it: what the server cannot know is said again. */
  readonly #again = () => {
    this.#sent = this.#sending
    if (!('dirty' in this.dataset) && !this.#sending) this.#begin()
    this.#show()
  }

  connectedCallback(): void {
    const { draftUrl } = this.dataset
    if (draftUrl)
      this.#draft = new Draft(draftUrl, {
        text: () => this.#text?.value ?? '',
        show: (text) => this.#merged(text),
        state: (state, why) => this.#say(why || (this.dataset[state] ?? '')),
        replyId: () => this.#id?.value,
        said: (text) => (text === this.#posted ? this.#gone() : this.#renew()),
      })
    this.#begin()
    document.addEventListener('tertulia:draft', this.#heard)
    this.#restore()
    this.addEventListener('input', () => this.#changed())
    this.addEventListener('keydown', (event) => this.#key(event))
    this.addEventListener('submit', (event) => this.#submit(event))
    this.addEventListener('turbo:submit-end', (event) => this.#ended(event))
    this.addEventListener('turbo:before-morph-element', (event) => this.#pass(event))
    addEventListener('pagehide', this.#leave)
    addEventListener('turbo:render', this.#again)
    this.#show()
  }

  disconnectedCallback(): void {
    document.removeEventListener('tertulia:draft', this.#heard)
    removeEventListener('pagehide', this.#leave)
    removeEventListener('turbo:render', this.#again)
    this.#draft?.flush()
  }

  get #text() {
    return this.querySelector('textarea')
  }
  get #id() {
    return this.querySelector<HTMLInputElement>('input[name=id]')
  }
  get #split() {
    return this.querySelector<HTMLInputElement>('input[name=split]')
  }
  get #limit(): TextLimit | undefined {
    return this.dataset.limit ? JSON.parse(this.dataset.limit) : undefined
  }

  #begin(): void {
    // A browser puts back what was typed before a reload; the draft knows better.
    if (this.#text?.form && this.#draft) this.#text.form.autocomplete = 'off'
    const { draft, draftVersion: version = '' } = this.dataset
    this.#draft?.begin({ text: draft ?? this.#text?.defaultValue ?? '', version })
  }

  /** What this browser kept when the server could not be reached. */
  #restore(): void {
    const kept = this.#draft?.kept()
    if (!this.#text || kept === undefined || kept === this.#text.value) return
    this.#text.value = kept
    this.#changed()
  }

  /** Where somebody writes, they go on writing: only what is new is put in its place. */
  #merged(text: string): void {
    if (this.#text) putIn(this.#text, text)
    this.dataset.dirty = ''
    this.#say(this.dataset.arrived ?? '')
    this.#show()
  }

  #changed(): void {
    this.dataset.dirty = ''
    // What is written while a reply is on its way is the next one's, or this one's: that is known when it arrived.
    if (!this.#sending) this.#draft?.changed(this.#text?.value ?? '')
    this.#show()
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing) return
    if (!event.ctrlKey && !event.metaKey) {
      this.#enter(event)
      return
    }
    event.preventDefault()
    const button = this.querySelector<HTMLButtonElement>('[data-send]')
    if (button && !button.disabled) this.querySelector('form')?.requestSubmit(button)
  }

  /** In a field with a button of its own, as that of another moment, Enter presses that one. */
  #enter(event: KeyboardEvent): void {
    const { target } = event
    if (event.defaultPrevented || !(target instanceof HTMLInputElement) || target.type === 'file') return
    let place = target.parentElement
    while (place && place !== target.form) {
      const own = place.querySelector<HTMLButtonElement>('button[type=submit]')
      if (own) {
        event.preventDefault()
        own.click()
        return
      }
      place = place.parentElement
    }
  }

  #submit({ submitter }: SubmitEvent): void {
    if (submitter?.hasAttribute('formaction')) return
    this.#posted = this.#text?.value ?? ''
    this.#sending = true
    this.#sent = true
    delete this.dataset.dirty
    this.#draft?.pause()
  }

  #ended(event: Event): void {
    if (!(event instanceof CustomEvent) || !this.#sending) return
    this.#sending = false
    if (event.detail.success) {
      this.#gone()
      return
    }
    // It did not go out, or nobody knows: the draft is a draft again.
    this.#sent = false
    this.#changed()
    // The page comes back with the text and with what is wrong with it: that is to be shown.
    if (!event.detail.fetchResponse?.clientError) return
    this.#posted = undefined
    delete this.dataset.dirty
    addEventListener('turbo:render', () => (this.dataset.dirty = ''), { once: true })
  }

  /** It went out. What was written since is the next reply. */
  #gone(): void {
    const rest = mergeText(this.#posted ?? '', this.#text?.value ?? '', '').text.trim()
    this.#posted = undefined
    this.#renew()
    this.#draft?.sent()
    if (this.#text) this.#text.value = rest
    if (rest === '') delete this.dataset.dirty
    else this.#changed()
    this.#show()
  }

  /** A form is sent once: its next text is another reply. */
  #renew(): void {
    if (this.#id) this.#id.value = randomId()
  }

  /** What is written since stays as it is, and is written by somebody who sees the page that comes. */
  #pass(event: Event): void {
    if (event.target !== this || !this.#sent || !(event instanceof CustomEvent)) return
    const next: unknown = event.detail.newElement
    const [seen, now] = [this, next].map((one) =>
      one instanceof Element ? one.querySelector<HTMLInputElement>('input[name=seen]') : null,
    )
    if (seen && now && !this.#sending) seen.value = now.value
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
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-send], [data-default]'))
      button.disabled = long && !thread
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

function putIn(box: HTMLTextAreaElement, text: string): void {
  const old = box.value
  let start = 0
  while (start < old.length && start < text.length && old[start] === text[start]) start += 1
  let end = 0
  const most = Math.min(old.length, text.length) - start
  while (end < most && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1
  box.setRangeText(text.slice(start, text.length - end), start, old.length - end, 'preserve')
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
