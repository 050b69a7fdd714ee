const pauseMs = 600

/** Files that go with an answer or a note: chosen, dropped on the composer or pasted into it; what is seen in each is kept as it is typed. */
class Attachments extends HTMLElement {
  #listening: AbortController | undefined
  /** What is said of a picture and not known at the server yet. */
  readonly #unsaved = new Map<string, string>()
  #timer: ReturnType<typeof setTimeout> | undefined
  /** How many files are still to arrive. */
  #uploading = 0
  #line: Promise<void> = Promise.resolve()
  #inLine = 0
  /** The state that was told of while something was asked. */
  #told: string | undefined
  /** Of the files that came together: what is said of one is not lost with the next, nor with what a colleague does. */
  #refusals: Element[] = []
  #depth = 0

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    const composer = this.closest('t-composer') ?? this
    this.addEventListener('change', (event) => this.#chosen(event), { signal })
    this.addEventListener('click', (event) => this.#click(event), { signal })
    this.addEventListener('input', (event) => this.#typed(event), { signal })
    composer.addEventListener('paste', (event) => this.#paste(event), { signal })
    for (const kind of ['dragenter', 'dragover', 'dragleave', 'drop'])
      composer.addEventListener(kind, (event) => this.#drag(event), { signal })
    document.addEventListener('tertulia:attached', (event) => this.#heard(event), { signal })
    composer.addEventListener('submit', (event) => this.#hold(event), { signal, capture: true })
    addEventListener('pagehide', () => this.#flush(true), { signal })
  }

  disconnectedCallback(): void {
    this.#flush(true)
    this.#listening?.abort()
  }

  get #strip() {
    return this.querySelector<HTMLElement>('[data-strip]')
  }
  get #field() {
    return this.querySelector<HTMLInputElement>('input[type=file]')
  }
  get #to(): string {
    return this.closest('form')?.querySelector<HTMLInputElement>('input[name=in_reply_to]')?.value ?? ''
  }

  #chosen({ target }: Event): void {
    if (!(target instanceof HTMLInputElement) || target.type !== 'file') return
    this.#upload([...(target.files ?? [])])
    // The form brings it along no more.
    target.value = ''
  }

  #paste(event: Event): void {
    if (!(event instanceof ClipboardEvent) || !this.#field) return
    const files = [...(event.clipboardData?.files ?? [])]
    // What was copied from a page or a letter has its words, and a picture of them.
    if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return
    event.preventDefault()
    this.#upload(files)
  }

  #drag(event: Event): void {
    if (!(event instanceof DragEvent) || !event.dataTransfer?.types.includes('Files')) return
    // Else the browser leaves the page and shows the file.
    event.preventDefault()
    if (event.type === 'dragenter') this.#depth += 1
    if (event.type === 'dragleave') this.#depth -= 1
    if (event.type === 'drop') this.#depth = 0
    this.classList.toggle('attachments--over', this.#depth > 0)
    if (event.type === 'drop') this.#upload([...event.dataTransfer.files])
  }

  /** An answer that is overtaken by a later one would show what was before: each question waits for the last answer. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#inLine += 1
    this.#line = this.#line.then(work, work).finally(() => {
      this.#inLine -= 1
      this.#keepUp()
    })
    return this.#line
  }

  /** One after the other: each says for itself why it cannot be attached. */
  #upload(files: readonly File[]): void {
    if (files.length > 0 && this.#uploading === 0) this.#refusals = []
    this.#uploading += files.length
    for (const file of files) void this.#inTurn(() => this.#send(file))
  }

  async #send(file: File): Promise<void> {
    const form = new FormData()
    form.append('files[]', file)
    if (this.#to) form.set('in_reply_to', this.#to)
    this.#progress(0)
    this.#say(this.dataset.sending)
    const html = await posted(this.dataset.url ?? '', form, (done) => this.#progress(done))
    this.#uploading -= 1
    this.#progress(0)
    this.#say(html === undefined ? this.dataset.failed : '')
    if (html === undefined) return
    const before = this.#ids()
    this.#show(html)
    this.#refusals = [...this.querySelectorAll('[data-strip] [role=alert]')]
    const added = this.#ids().find((id) => !before.includes(id))
    if (added) this.querySelector<HTMLElement>(`[data-alt="${added}"]`)?.focus()
  }

  /** What is still on its way would be left behind. */
  #hold(event: Event): void {
    if (this.#uploading === 0) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.#say(this.dataset.sending)
  }

  #progress(done: number): void {
    const bar = this.querySelector('progress')
    if (!bar) return
    bar.hidden = this.#uploading === 0
    bar.value = done
  }

  #ids(): (string | undefined)[] {
    return [...this.querySelectorAll<HTMLElement>('[data-alt]')].map(({ dataset }) => dataset.alt)
  }

  /** Taken away, or put back, without the whole form going along. */
  #click(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (!button?.hasAttribute('formaction')) return
    event.preventDefault()
    event.stopPropagation()
    this.#refusals = []
    void this.#inTurn(() => this.#ask(button.formAction, button.value.toUpperCase()))
  }

  async #ask(url: string, method: string): Promise<void> {
    const body = method === 'GET' ? {} : { body: new URLSearchParams(this.#to ? { in_reply_to: this.#to } : {}) }
    const html = await ask(url, { method, ...body })
    if (html === undefined) return this.#say(this.dataset.failed)
    this.#show(html)
    if (method === 'DELETE') this.querySelector<HTMLElement>('button[formaction]')?.focus()
    if (method === 'PUT') this.querySelector<HTMLElement>('li:last-of-type textarea')?.focus()
  }

  /** A colleague, or another page of one's own, changed what is attached. */
  #heard(event: Event): void {
    if (!(event instanceof CustomEvent) || this.dataset.shared === undefined) return
    this.#told = String(event.detail)
    this.#keepUp()
  }

  #keepUp(): void {
    if (this.#inLine > 0 || this.#told === undefined) return
    const shown = this.querySelector<HTMLElement>('[data-strip] > [data-version]')?.dataset.version ?? ''
    const url = `${this.dataset.url}${this.#to ? `?in_reply_to=${encodeURIComponent(this.#to)}` : ''}`
    if (this.#told !== shown) void this.#inTurn(() => this.#ask(url, 'GET'))
    this.#told = undefined
  }

  /** What somebody is typing stays, and so does the cursor. */
  #show(html: string): void {
    const strip = this.#strip
    if (!strip) return
    const focused = document.activeElement
    const typing = focused instanceof HTMLTextAreaElement && this.contains(focused) ? focused : undefined
    const [id, from, to] = [typing?.dataset.alt, typing?.selectionStart ?? 0, typing?.selectionEnd ?? 0]
    const lacking = new Set([...strip.querySelectorAll<HTMLElement>('[data-alt][aria-invalid]')].map((one) => one.id))
    strip.innerHTML = html
    strip.querySelector(':scope > *')?.prepend(...this.#refusals)
    for (const box of strip.querySelectorAll<HTMLTextAreaElement>('[data-alt]')) {
      box.value = this.#unsaved.get(box.dataset.alt ?? '') ?? box.value
      if (lacking.has(box.id) && box.value === '') box.ariaInvalid = 'true'
    }
    const again = id ? strip.querySelector<HTMLTextAreaElement>(`[data-alt="${id}"]`) : null
    again?.focus()
    again?.setSelectionRange(from, to)
  }

  #typed({ target }: Event): void {
    if (!(target instanceof HTMLTextAreaElement) || !target.dataset.alt) return
    target.removeAttribute('aria-invalid')
    this.#unsaved.set(target.dataset.alt, target.value)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#flush(false), pauseMs)
  }

  #flush(keepalive: boolean): void {
    clearTimeout(this.#timer)
    for (const [id, alt] of this.#unsaved) void this.#keep(id, alt, keepalive)
  }

  async #keep(id: string, alt: string, keepalive: boolean): Promise<void> {
    const body = new URLSearchParams({ alt })
    const headers = { accept: 'application/json' }
    try {
      const answer = await fetch(`${this.dataset.one}/${id}`, { method: 'PUT', body, headers, keepalive })
      // Refused for good, or kept: nothing to tell again. Else the form brings it along.
      if (answer.status < 500 && this.#unsaved.get(id) === alt) this.#unsaved.delete(id)
    } catch {
      // The line is broken; the form brings it along.
    }
  }

  #say(what = ''): void {
    const place = this.querySelector('[data-status]')
    if (place) place.textContent = what
  }
}

/** The markup that a file was answered with; undefined when it did not arrive. */
function posted(url: string, form: FormData, progress: (done: number) => void): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('accept', 'text/html')
    request.setRequestHeader('x-fragment', 'attachments')
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0)
    request.onload = () => resolve(request.status === 200 ? request.responseText : undefined)
    request.onerror = () => resolve(undefined)
    request.onabort = () => resolve(undefined)
    request.send(form)
  })
}

async function ask(url: string, init: RequestInit): Promise<string | undefined> {
  try {
    const headers = { accept: 'text/html', 'x-fragment': 'attachments' }
    const answer = await fetch(url, { ...init, headers })
    return answer.ok ? await answer.text() : undefined
  } catch {
    return undefined
  }
}

/** Says which state the attachments are in now. */
class Attached extends HTMLElement {
  connectedCallback(): void {
    // A page that is drawn anew puts it in its place before it says what is new.
    setTimeout(() => {
      if (this.isConnected)
        document.dispatchEvent(new CustomEvent('tertulia:attached', { detail: this.dataset.version ?? '' }))
    })
  }
}

export function defineAttachments(): void {
  customElements.define('t-attachments', Attachments)
  customElements.define('t-attached', Attached)
}
