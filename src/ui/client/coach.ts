const pauseMs = 400

/** Reads along as somebody writes: asks after each pause, shows what is said, and never moves the text or holds a send back. */
class Coach extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: AbortController | undefined
  #asked: string | undefined
  #shown: string | undefined

  connectedCallback(): void {
    this.#form?.addEventListener('input', () => this.#later())
    this.#form?.addEventListener('submit', () => this.#stop())
    this.#form?.addEventListener('click', (event) => this.#click(event))
    this.#later()
  }

  disconnectedCallback(): void {
    this.#stop()
  }

  get #form() {
    return this.closest('form')
  }
  get #text() {
    return this.#form?.querySelector('textarea')
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#running?.abort()
  }

  #later(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask(this.dataset.url ?? ''), pauseMs)
  }

  async #ask(url: string, more: Record<string, string> = {}): Promise<void> {
    const text = this.#text?.value ?? ''
    const again = Object.keys(more).length > 0
    if (!again && text === (this.#asked ?? '')) return
    this.#running?.abort()
    const running = new AbortController()
    this.#running = running
    const answer = text.trim() === '' && !again ? '' : await post(url, this.#fields(text, more), running.signal)
    if (answer === undefined || running.signal.aborted) return
    this.#asked = text
    this.#show(answer)
  }

  #fields(text: string, more: Record<string, string>): URLSearchParams {
    const to = this.#form?.querySelector<HTMLInputElement>('input[name=in_reply_to]')?.value
    return new URLSearchParams({ text, ...(to ? { in_reply_to: to } : {}), ...more })
  }

  #show(answer: string): void {
    const place = this.querySelector('[data-coach]')
    if (!place || answer === this.#shown) return
    this.#shown = answer
    if (answer === '') place.replaceChildren()
    else place.innerHTML = answer
    const said = this.querySelector('[data-coach-said]')
    const told = place.querySelector<HTMLElement>('[data-told]')?.dataset.told ?? ''
    if (said && said.textContent !== told) said.textContent = told
  }

  #click(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (!button) return
    if (button.dataset.quote !== undefined) this.#select(button)
    if (button.dataset.promise !== undefined) this.#promise(button, event)
    if (button.dataset.dismiss === undefined) return
    event.preventDefault()
    this.#text?.focus()
    void this.#ask(button.formAction, { dismiss: button.value })
  }

  /** What is found is kept with its date; by hand, with what is written beside it. Without a date it asks for one. */
  #promise(button: HTMLButtonElement, event: Event): void {
    event.preventDefault()
    const { promise, quoteKept } = button.dataset
    const field = promise ? document.getElementById(promise) : null
    const due = field instanceof HTMLInputElement ? field.value : undefined
    if (due === '') {
      field?.focus()
      return
    }
    const menu = button.closest<HTMLElement>('[popover]')
    const what = menu?.querySelector<HTMLInputElement>('input[name=promise_what]')
    if (what?.value.trim() === '') {
      what.focus()
      return
    }
    menu?.hidePopover()
    void this.#ask(button.formAction, {
      promise: button.value,
      ...(due === undefined ? {} : { promise_due: due }),
      ...(quoteKept === undefined ? {} : { promise_quote: quoteKept }),
      ...(what ? { promise_what: what.value } : {}),
    })
    if (what) what.value = ''
  }

  /** Where it stood when it was read, or wherever it stands now. */
  #select({ dataset }: HTMLButtonElement): void {
    const text = this.#text
    const quote = dataset.quote ?? ''
    if (!text) return
    const told = Number(dataset.from)
    const from = text.value.startsWith(quote, told) ? told : text.value.indexOf(quote)
    if (from < 0) return
    text.focus()
    text.setSelectionRange(from, from + quote.length)
  }
}

async function post(url: string, body: URLSearchParams, signal: AbortSignal): Promise<string | undefined> {
  try {
    const headers = { accept: 'text/html', 'x-fragment': 'coach' }
    const answer = await fetch(url, { method: 'POST', body, headers, signal })
    return answer.ok ? await answer.text() : undefined
  } catch {
    // It was overtaken by the next pause, or the server is away: what was said stays.
    return undefined
  }
}

export const defineCoach = (): void => customElements.define('t-coach', Coach)
