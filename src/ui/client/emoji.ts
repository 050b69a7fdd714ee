import { begins, Choices, plain } from './choices.ts'

interface Emoji {
  emoji: string
  name: string
  /** Its name and the other words for it, without accents and capitals. */
  words: string[]
}

const most = 8
const mostInPanel = 70

/** The table, once it was asked for: nobody who writes none loads it. */
let table: Promise<readonly Emoji[]> | undefined

function load(url: string): Promise<readonly Emoji[]> {
  table ??= fetch(url)
    .then(async (answer) => (answer.ok ? read(await answer.text()) : Promise.reject(new Error(String(answer.status)))))
    .catch(() => {
      // Asked again the next time.
      table = undefined
      return []
    })
  return table
}

const read = (text: string): Emoji[] =>
  text.split('\n').flatMap((line) => {
    const [emoji = '', name = '', words = ''] = line.split('\t')
    return name === '' ? [] : [{ emoji, name, words: [name, ...words.split(',')].map(plain) }]
  })

/** The nearest first: called so, beginning so, a word of the name, another word for it. */
function search(all: readonly Emoji[], written: string, count: number): Emoji[] {
  const asked = plain(written)
  const ranked = all.flatMap((one) => {
    const rank = [
      one.words.includes(asked),
      one.words[0]?.startsWith(asked),
      one.words.some((word) => word.startsWith(asked)),
      one.words.some((word) => begins(word, asked)),
    ].indexOf(true)
    return rank < 0 ? [] : [{ one, rank }]
  })
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ one }) => one)
}

/** After `:` and two letters emoji are offered under the text; and by a button, where nobody knows that. */
class EmojiChoices extends Choices<Emoji> {
  #panelListening: AbortController | undefined
  #cursor = 0

  override connectedCallback(): void {
    super.connectedCallback()
    this.#panelListening = new AbortController()
    const { signal } = this.#panelListening
    this.#panel?.addEventListener('beforetoggle', () => this.#remember(), { signal })
    this.#panel?.addEventListener('toggle', (event) => this.#toggled(event), { signal })
    this.#search?.addEventListener('input', () => void this.#fill(), { signal })
    this.#panel?.addEventListener('keydown', (event) => this.#move(event), { signal })
    this.#panel?.addEventListener('click', (event) => this.#chosen(event), { signal })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#panelListening?.abort()
  }

  // Not within a word, a time or an address.
  protected begun(before: string): { asked: string; length: number } | undefined {
    const found = /(?:^|[^\p{L}\p{N}:/]):(\p{L}[\p{L}\p{N}_-]{1,29})$/u.exec(before)
    return found?.[1] ? { asked: found[1].replaceAll('_', ' '), length: found[1].length + 1 } : undefined
  }

  protected async find(asked: string): Promise<readonly Emoji[]> {
    return search(await load(this.dataset.table ?? ''), asked, most)
  }

  protected draw({ emoji, name }: Emoji): (string | Node)[] {
    return [`${emoji} `, Object.assign(document.createElement('span'), { textContent: name })]
  }

  protected taken({ emoji }: Emoji): string {
    return emoji
  }

  get #panel() {
    return this.querySelector<HTMLElement>('[popover]')
  }
  get #search() {
    return this.querySelector<HTMLInputElement>('input')
  }
  get #grid() {
    return this.querySelector<HTMLElement>('[data-grid]')
  }

  #remember(): void {
    this.#cursor = this.text?.selectionEnd ?? 0
  }

  #toggled(event: Event): void {
    if (!(event instanceof ToggleEvent)) return
    if (event.newState !== 'open') return
    if (this.#search) this.#search.value = ''
    this.#search?.focus()
    void this.#fill()
  }

  async #fill(): Promise<void> {
    const asked = this.#search?.value.trim() ?? ''
    const all = await load(this.dataset.table ?? '')
    if (asked !== (this.#search?.value.trim() ?? '')) return
    const usual = this.dataset.usual?.split(' ') ?? []
    const found =
      asked === ''
        ? usual.flatMap((emoji) => all.find((one) => one.emoji === emoji) ?? [])
        : search(all, asked, mostInPanel)
    this.#grid?.replaceChildren(...found.map(button))
    const status = this.querySelector('[data-status]')
    if (status) status.textContent = found.length === 0 ? (this.dataset.none ?? '') : ''
  }

  /** Arrows go through the grid, as it stands; from the search down into it. */
  #move(event: KeyboardEvent): void {
    const all = [...(this.#grid?.querySelectorAll('button') ?? [])]
    const at = document.activeElement instanceof HTMLButtonElement ? all.indexOf(document.activeElement) : -1
    if (event.key === 'Enter' && event.target === this.#search) {
      // Else the form is sent.
      event.preventDefault()
      if (!event.isComposing) all[0]?.click()
      return
    }
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: perRow(all),
      ArrowUp: -perRow(all),
    }
    const step = steps[event.key]
    if (step === undefined || (at < 0 && event.key !== 'ArrowDown')) return
    event.preventDefault()
    if (at < 0) all[0]?.focus()
    else if (at + step < 0) this.#search?.focus()
    else all[Math.min(all.length - 1, at + step)]?.focus()
  }

  #chosen({ target }: Event): void {
    const one = target instanceof Element ? target.closest<HTMLElement>('[data-emoji]') : null
    const { text } = this
    if (!one || !text) return
    this.#panel?.hidePopover()
    text.focus()
    text.setRangeText(one.dataset.emoji ?? '', this.#cursor, this.#cursor, 'end')
    text.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
}

function button({ emoji, name }: Emoji): HTMLElement {
  const one = Object.assign(document.createElement('button'), { type: 'button', textContent: emoji, title: name })
  one.className = 'emoji__one'
  one.ariaLabel = name
  one.dataset.emoji = emoji
  return one
}

function perRow(all: readonly HTMLElement[]): number {
  const top = all[0]?.offsetTop
  const next = all.findIndex((one) => one.offsetTop !== top)
  return next < 0 ? all.length : next
}

export const defineEmoji = (): void => customElements.define('t-emoji', EmojiChoices)
