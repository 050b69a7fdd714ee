import { firstLink } from '../../lib/first-link.ts'

const pauseMs = 700

/** Under a text: what its first link leads to, as the server found it. */
class LinkPreview extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: AbortController | undefined
  #shown = ''
  #listening: AbortController | undefined

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    this.closest('form')?.addEventListener('input', () => this.#later(), { signal })
    this.addEventListener('click', (event) => this.#click(event), { signal })
    addEventListener('turbo:render', () => this.#later(), { signal })
    this.#later()
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
    this.#running?.abort()
    this.#listening?.abort()
  }

  get #card() {
    return this.querySelector<HTMLElement>('[data-card]')
  }

  #later(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#look(), pauseMs)
  }

  #look(): void {
    const url = firstLink(this.closest('form')?.querySelector('textarea')?.value ?? '') ?? ''
    if (url === this.#shown && (url === '' || this.#card?.hasChildNodes())) return
    this.#shown = url
    if (url === '') this.#card?.replaceChildren()
    else void this.#ask('GET', url)
  }

  async #ask(method: string, url: string): Promise<void> {
    this.#running?.abort()
    const running = new AbortController()
    this.#running = running
    const to = this.closest('form')?.querySelector<HTMLInputElement>('input[name=in_reply_to]')?.value
    const fields = new URLSearchParams({ url, ...(to ? { in_reply_to: to } : {}) })
    const place = this.dataset.url ?? ''
    const init = method === 'GET' ? {} : { body: fields }
    const headers = { accept: 'text/html', 'x-fragment': 'link-preview' }
    try {
      const answer = await fetch(method === 'GET' ? `${place}?${fields}` : place, {
        ...init,
        method,
        headers,
        signal: running.signal,
      })
      const html = answer.ok ? await answer.text() : ''
      if (this.#card && !running.signal.aborted) this.#card.innerHTML = html
    } catch {
      // Overtaken by the next pause, or the server is away: a link is a link.
    }
  }

  #click(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (!button?.hasAttribute('formaction')) return
    event.preventDefault()
    event.stopPropagation()
    void this.#ask(button.value.toUpperCase(), this.#shown)
    this.closest('form')?.querySelector('textarea')?.focus()
  }
}

export const defineLinkPreview = (): void => customElements.define('t-link-preview', LinkPreview)
