/** What is offered under a text while something is being written in it: arrows choose, Enter or Tab takes, Escape closes. */
export abstract class Choices<One> extends HTMLElement {
  #shown: readonly One[] = []
  #at = 0
  #from = 0
  #round = 0
  #listening: AbortController | undefined

  /** What is being written before the cursor that something can be offered for, and how long it is with its sign. */
  protected abstract begun(before: string): { asked: string; length: number } | undefined
  protected abstract find(asked: string): readonly One[] | Promise<readonly One[]>
  protected abstract draw(one: One): (string | Node)[]
  /** What is put in its place. */
  protected abstract taken(one: One): string

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    // The text may be drawn anew beside us, and its composer hears the same keys after us.
    document.addEventListener('input', (event) => event.target === this.text && void this.#find(), { signal })
    document.addEventListener('keydown', (event) => this.#key(event), { signal, capture: true })
    document.addEventListener('focusout', (event) => event.target === this.text && this.#close(), { signal })
    // The text keeps the cursor.
    this.list?.addEventListener('pointerdown', (event) => event.preventDefault(), { signal })
    this.list?.addEventListener('click', (event) => this.#clicked(event), { signal })
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
  }

  protected get text(): HTMLTextAreaElement | null {
    const text = document.getElementById(this.dataset.into ?? '')
    return text instanceof HTMLTextAreaElement ? text : null
  }
  protected get list(): HTMLElement | null {
    return this.querySelector<HTMLElement>('[role=listbox]')
  }

  async #find(): Promise<void> {
    const { text } = this
    const round = ++this.#round
    const begun = text && text.selectionStart === text.selectionEnd ? this.begun(beforeCursor(text)) : undefined
    if (!text || !begun) {
      this.#close()
      return
    }
    const found = this.find(begun.asked)
    const shown = found instanceof Promise ? await found : found
    // Somebody went on writing meanwhile.
    if (round !== this.#round) return
    this.#from = text.selectionEnd - begun.length
    this.#shown = shown
    this.#at = 0
    this.#draw()
  }

  #draw(): void {
    const { text, list } = this
    if (!text || !list) return
    if (this.#shown.length === 0) {
      this.#close()
      return
    }
    list.replaceChildren(...this.#shown.map((one, at) => option(`${list.id}-${at}`, this.draw(one))))
    list.hidden = false
    text.setAttribute('aria-autocomplete', 'list')
    text.setAttribute('aria-controls', list.id)
    this.#mark()
  }

  #mark(): void {
    const options = [...(this.list?.children ?? [])]
    for (const [at, one] of options.entries()) one.setAttribute('aria-selected', String(at === this.#at))
    options[this.#at]?.scrollIntoView({ block: 'nearest' })
    this.text?.setAttribute('aria-activedescendant', options[this.#at]?.id ?? '')
  }

  #close(): void {
    // Several may offer something under one text: only whoever did takes its words back.
    if (this.#shown.length === 0) return
    this.#shown = []
    if (this.list) this.list.hidden = true
    const told = ['aria-autocomplete', 'aria-controls', 'aria-activedescendant']
    for (const name of told) this.text?.removeAttribute(name)
  }

  #key(event: KeyboardEvent): void {
    const { key, target, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event
    if (target !== this.text || this.#shown.length === 0) return
    if (ctrlKey || metaKey || altKey || shiftKey || isComposing) return
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
    if (step !== 0) this.#at = (this.#at + step + this.#shown.length) % this.#shown.length
    if (step !== 0) this.#mark()
    else if (key === 'Enter' || key === 'Tab') this.#take(this.#at)
    else if (key === 'Escape') this.#close()
    else return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  #clicked({ target }: Event): void {
    const one = target instanceof Element ? target.closest('[role=option]') : null
    const at = one ? [...(this.list?.children ?? [])].indexOf(one) : -1
    if (at >= 0) this.#take(at)
  }

  #take(at: number): void {
    const [{ text }, one] = [this, this.#shown[at]]
    if (!text || one === undefined) return
    const rest = /^\s/.test(text.value.slice(text.selectionEnd)) ? '' : ' '
    text.setRangeText(`${this.taken(one)}${rest}`, this.#from, text.selectionEnd, 'end')
    this.#close()
    text.dispatchEvent(new InputEvent('input', { bubbles: true }))
    this.#close()
  }
}

const longest = 60

const beforeCursor = ({ value, selectionEnd }: HTMLTextAreaElement): string =>
  value.slice(Math.max(0, selectionEnd - longest), selectionEnd)

function option(id: string, content: (string | Node)[]): HTMLElement {
  const one = Object.assign(document.createElement('div'), { id, className: 'names__one' })
  one.append(...content)
  one.setAttribute('role', 'option')
  return one
}

/** Without accents and capitals. */
export const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** By the whole of it or by any word of it. */
export const begins = (name: string, asked: string): boolean => name.startsWith(asked) || name.includes(` ${asked}`)
