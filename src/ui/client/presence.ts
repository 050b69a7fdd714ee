import { renderStreamMessage } from '@hotwired/turbo'
import { randomId } from './random-id.ts'

/** Well within the time after which the server forgets whoever gives no sign. */
const everyMs = 12_000
/** So long after the last key somebody still writes. */
const writingMs = 8_000
const lookMs = 2_000

type Doing = 'looking' | 'writing'

/** This tab, for as long as its pages are visited one after the other. */
const tab = randomId()
let present: Presence | undefined

/** Tells the server, while somebody looks, that this conversation is before them, and whether they write. */
class Presence extends HTMLElement {
  #told: { doing: Doing; at: number } | undefined
  #typedAt = Number.NEGATIVE_INFINITY
  #timer: ReturnType<typeof setInterval> | undefined
  #refused = false
  readonly #typed = (event: Event) => this.#type(event)
  readonly #seen = () => (document.hidden ? this.leave() : this.#tell())
  readonly #focused = () => this.#tell()
  readonly #gone = () => this.leave()

  connectedCallback(): void {
    present = this
    this.#told = undefined
    document.addEventListener('input', this.#typed)
    document.addEventListener('visibilitychange', this.#seen)
    addEventListener('focus', this.#focused)
    addEventListener('pagehide', this.#gone)
    this.#timer = setInterval(this.#focused, lookMs)
    this.#tell()
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer)
    document.removeEventListener('input', this.#typed)
    document.removeEventListener('visibilitychange', this.#seen)
    removeEventListener('focus', this.#focused)
    removeEventListener('pagehide', this.#gone)
    if (present === this) present = undefined
    // The next page may be of a conversation too: what this tab says there takes the place of what it said here.
    setTimeout(() => present ?? this.leave(), 300)
  }

  /** Nobody looks any more. */
  leave(): void {
    if (!this.#told) return
    this.#told = undefined
    const body = new URLSearchParams({ tab })
    void fetch(this.#url, { method: 'DELETE', body, headers, keepalive: true }).catch(() => {})
  }

  get #url() {
    return this.dataset.url ?? ''
  }

  #type({ target }: Event): void {
    if (!(target instanceof HTMLTextAreaElement) || !target.closest('t-composer')) return
    // What was emptied is written no more.
    this.#typedAt = target.value.trim() === '' ? Number.NEGATIVE_INFINITY : performance.now()
    this.#tell()
  }

  /** Only what is new, or what is about to be forgotten: no word to the server for each key. */
  #tell(): void {
    if (this.#refused || document.hidden || !document.hasFocus()) return
    const now = performance.now()
    const doing = now - this.#typedAt < writingMs ? 'writing' : 'looking'
    if (this.#told && this.#told.doing === doing && now - this.#told.at < everyMs) return
    this.#told = { doing, at: now }
    void this.#send(doing)
  }

  async #send(doing: Doing): Promise<void> {
    try {
      const body = new URLSearchParams({ tab, doing })
      const answer = await fetch(this.#url, { method: 'PUT', body, headers })
      if (answer.ok && this.isConnected) renderStreamMessage(await answer.text())
      // Signed out, or the conversation is not there: asking on would not help.
      else if (answer.status >= 400 && answer.status < 500) this.#refused = true
    } catch {
      // The line is broken; the next sign says it again.
    }
  }
}

const headers = { accept: 'text/vnd.turbo-stream.html' }

const saidForMs = 60_000
/** Whom it was said of, aloud, and when. */
const said = new Map<string, number>()

/** One of us, as everybody is shown them: whoever it is themselves is not. */
class Here extends HTMLElement {
  connectedCallback(): void {
    const { who = '', say } = this.dataset
    if (who === document.querySelector<HTMLElement>('t-live')?.dataset.viewer) this.remove()
    else if (say !== undefined) this.#say(`${location.pathname} ${who}`)
  }

  /** Politely, and once: not at every pause. */
  #say(name: string): void {
    const now = performance.now()
    const before = said.get(name)
    said.set(name, now)
    const announcer = document.getElementById('announcer')
    if (announcer && (before === undefined || now - before > saidForMs))
      announcer.textContent = this.textContent?.trim() ?? ''
  }
}

/** Says which version of the draft there is now: whoever shows another one asks for it. */
class SharedDraft extends HTMLElement {
  static readonly observedAttributes = ['data-version']

  connectedCallback(): void {
    this.#tell()
  }

  attributeChangedCallback(_: string, before: string | null): void {
    if (before !== null && this.isConnected) this.#tell()
  }

  #tell(): void {
    document.dispatchEvent(new CustomEvent('tertulia:draft', { detail: this.dataset.version ?? '' }))
  }
}

/** "I have read it": from here on the answer counts as seen. */
function read(event: Event): void {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button[data-seen]') : null
  if (!button) return
  for (const field of document.querySelectorAll<HTMLInputElement>('t-composer input[name=seen]'))
    field.value = String(Math.max(Number(field.value), Number(button.dataset.seen)))
  const composer = document.querySelector<HTMLElement>('t-composer textarea')
  button.closest('t-here')?.remove()
  composer?.focus()
}

export function definePresence(): void {
  customElements.define('t-here', Here)
  customElements.define('t-presence', Presence)
  customElements.define('t-draft', SharedDraft)
  document.addEventListener('click', read)
}
