import { FrameElement } from '@hotwired/turbo'

const pauseMs = 150

/** The window of saved replies: a key opens it, it is filtered as one types, and what is chosen comes to the cursor. */
class SavedReplies extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined
  #at: [number, number] | undefined
  #placed = false
  #listening: AbortController | undefined

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    // The composer may be drawn anew around us: what happens in it is heard from outside.
    document.addEventListener('keydown', (event) => this.#key(event), { signal })
    document.addEventListener('click', (event) => this.#clicked(event), { signal })
    document.addEventListener(
      'focusin',
      ({ target }) => {
        if (target === this.#text) this.#placed = true
      },
      { signal },
    )
    document.addEventListener('input', (event) => this.#isOurs(event) && this.#show(), { signal })
    // Before Turbo and the composer hear of it: what has a gap does not leave.
    document.addEventListener('submit', (event) => this.#hold(event), { signal, capture: true })
    document.addEventListener('turbo:render', () => this.#show(), { signal })
    this.#search?.addEventListener('input', () => this.#filter(), { signal })
    this.addEventListener('keydown', (event) => this.#move(event), { signal })
    this.addEventListener('submit', (event) => this.#choose(event), { signal })
    this.#show()
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
    this.#listening?.abort()
  }

  get #composer() {
    return document.getElementById(this.dataset.composer ?? '')
  }
  get #text() {
    return this.#composer?.querySelector('textarea') ?? null
  }
  get #dialog() {
    return this.querySelector('dialog')
  }
  get #search() {
    return this.querySelector<HTMLInputElement>('input[type=search]')
  }
  get #frame() {
    const frame = this.querySelector('turbo-frame')
    return frame instanceof FrameElement ? frame : null
  }

  #isOurs(event: Event): boolean {
    return event.target instanceof Node && this.#composer?.contains(event.target) === true
  }

  #clicked(event: Event): void {
    if (!this.#isOurs(event) || !(event.target instanceof Element)) return
    if (!event.target.closest('[data-saved-replies]')) return
    event.preventDefault()
    this.#open()
  }

  #open(): void {
    const [text, search] = [this.#text, this.#search]
    if (!text || !search || this.#dialog?.open) return
    // Where nobody has put the cursor yet, it goes after what stands there.
    this.#at = this.#placed ? [text.selectionStart, text.selectionEnd] : undefined
    search.value = ''
    this.#say('')
    this.#offerToKeep(text.value)
    this.#fetch()
    this.#dialog?.showModal()
    search.focus()
  }

  /** What is being written can become a saved reply itself. */
  #offerToKeep(text: string): void {
    const link = this.querySelector<HTMLAnchorElement>('[data-keep-this]')
    if (!link) return
    link.hidden = text.trim() === ''
    // In this tab alone: an address would carry it into logs.
    link.onclick = () => keep(text)
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== '/' || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return
    event.preventDefault()
    this.#open()
  }

  #filter(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#fetch(), pauseMs)
  }

  #fetch(): void {
    const [frame, q] = [this.#frame, this.#search?.value.trim() ?? '']
    if (!frame) return
    const src = `${this.dataset.src}&q=${encodeURIComponent(q)}`
    if (frame.getAttribute('src') === src) void frame.reload()
    else frame.setAttribute('src', src)
  }

  /** Up and down through what is found; Enter in the search takes the first. */
  #move(event: KeyboardEvent): void {
    const choices = [...this.querySelectorAll<HTMLButtonElement>('.saved__choose')]
    const at = document.activeElement instanceof HTMLButtonElement ? choices.indexOf(document.activeElement) : -1
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Enter' && event.target === this.#search && !event.isComposing) choices[0]?.click()
    else if (step === 0) return
    else if (at + step < 0) this.#search?.focus()
    else choices[Math.min(choices.length - 1, at + step)]?.focus()
    event.preventDefault()
  }

  #choose(event: SubmitEvent): void {
    const { target: form, submitter } = event
    if (!(form instanceof HTMLFormElement) || !form.action.endsWith('/insertion')) return
    event.preventDefault()
    event.stopPropagation()
    void this.#insert(form.action, new URLSearchParams(fieldsOf(form, submitter)))
  }

  async #insert(action: string, body: URLSearchParams): Promise<void> {
    const { text: offered, detail } = await post(action, body)
    if (offered === undefined) return this.#say(detail ?? this.dataset.failed ?? '')
    this.#dialog?.close()
    const text = this.#text
    if (!text) return
    const end = text.value.length
    const [from, to] = this.#at ?? [end, end]
    const apart = this.#at || text.value === '' || /\s$/.test(text.value) ? '' : '\n\n'
    text.focus()
    text.setRangeText(apart + offered, from, to, 'end')
    text.dispatchEvent(new InputEvent('input', { bubbles: true }))
    selectGap(text, from)
  }

  #hold(event: Event): void {
    const text = this.#text
    if (!text || !this.#isOurs(event)) return
    if (event instanceof SubmitEvent && event.submitter?.hasAttribute('formaction')) return
    if (gapsIn(text.value).length === 0) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.#show()
    selectGap(text, 0)
  }

  /** Which gaps are still there. */
  #show(): void {
    const place = this.#composer?.querySelector<HTMLElement>('[data-gaps]')
    const words = place?.querySelector('span')
    if (!place || !words) return
    const gaps = gapsIn(this.#text?.value ?? '')
    place.hidden = gaps.length === 0
    const list = new Intl.ListFormat(document.documentElement.lang).format(gaps)
    const said = gaps.length === 0 ? '' : (place.dataset.lacks ?? '').replace('{gaps}', list)
    if (words.textContent !== said) words.textContent = said
  }

  #say(what: string): void {
    const place = this.querySelector('[data-status]')
    if (place) place.textContent = what
  }
}

const gap = /⟦[^⟦⟧\n]{1,40}⟧/g

const gapsIn = (text: string): string[] => [...new Set(text.match(gap)?.map((one) => one.slice(1, -1)) ?? [])]

/** The first gap from there on, else the first: typed over as it stands. */
function selectGap(text: HTMLTextAreaElement, from: number): void {
  const all = [...text.value.matchAll(gap)]
  const first = all.find(({ index }) => index >= from) ?? all[0]
  if (!first) return
  text.focus()
  text.setSelectionRange(first.index, first.index + first[0].length)
}

function fieldsOf(form: HTMLFormElement, submitter: HTMLElement | null): string[][] {
  const fields = [...new FormData(form, submitter)]
  return fields.map(([name, value]) => [name, String(value)])
}

/** The filled-in text, or why there is none. */
async function post(url: string, body: URLSearchParams): Promise<{ text?: string; detail?: string }> {
  try {
    const answer = await fetch(url, { method: 'POST', body, headers: { accept: 'application/json' } })
    const told: unknown = await answer.json()
    if (typeof told !== 'object' || told === null) return {}
    if (answer.ok && 'text' in told) return { text: String(told.text) }
    return 'title' in told ? { detail: String(told.title) } : {}
  } catch {
    return {}
  }
}

/** The buttons beside a text that put something into it at the cursor. */
function insertInto(event: Event): void {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-insert]') : null
  const text = document.getElementById(button?.dataset.into ?? '')
  if (!button || !(text instanceof HTMLTextAreaElement)) return
  text.focus()
  text.setRangeText(button.dataset.insert ?? '', text.selectionStart, text.selectionEnd, 'end')
  text.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

const kept = 'saved-reply'

function keep(text: string): void {
  try {
    sessionStorage.setItem(kept, text)
  } catch {
    // Private windows may refuse: the page is empty then.
  }
}

/** A new saved reply begins with what was being written when it was thought of. */
function begin(): void {
  const place = document.querySelector<HTMLTextAreaElement>('textarea[data-begins]')
  try {
    const text = place && sessionStorage.getItem(kept)
    if (!place || !text) return
    sessionStorage.removeItem(kept)
    if (place.value === '') place.value = text
  } catch {
    // The same.
  }
}

export function defineSavedReplies(): void {
  begin()
  document.addEventListener('turbo:load', begin)
  customElements.define('t-saved-replies', SavedReplies)
  document.addEventListener('click', insertInto)
}
