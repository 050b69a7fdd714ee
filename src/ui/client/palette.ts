import { nameOf } from './keys.ts'

interface Choice {
  name: string
  icon: Element | null
  key: string | undefined
  run: () => void
}

const most = 12

/** Ctrl/⌘ K: finds the page's own links and buttons by name, and words in the conversations. */
class Palette extends HTMLElement {
  #choices: Choice[] = []
  #shown: Choice[] = []
  #at = 0
  readonly #open = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    this.#show()
  }

  connectedCallback(): void {
    document.addEventListener('keydown', this.#open)
    this.#input?.addEventListener('input', () => this.#find())
    this.#input?.addEventListener('keydown', (event) => this.#key(event))
    this.#list?.addEventListener('click', (event) => {
      const one = event.target instanceof Element ? event.target.closest('[role=option]') : null
      const at = one ? [...(this.#list?.children ?? [])].indexOf(one) : -1
      if (at >= 0) this.#run(at)
    })
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#open)
  }

  get #dialog() {
    return this.querySelector('dialog')
  }
  get #input() {
    return this.querySelector('input')
  }
  get #list() {
    return this.querySelector<HTMLElement>('[role=listbox]')
  }
  get #template() {
    return this.querySelector('template')
  }

  #show(): void {
    if (this.#dialog?.open) {
      this.#dialog.close()
      return
    }
    this.#choices = this.#gather()
    if (this.#input) this.#input.value = ''
    this.#find()
    this.#dialog?.showModal()
    this.#input?.focus()
  }

  #gather(): Choice[] {
    const fromPage = [...document.querySelectorAll<HTMLElement>('[data-command], .actions [data-key]')]
    const further = [...(this.#template?.content.querySelectorAll<HTMLElement>('[data-command]') ?? [])]
    const choices = [...fromPage, ...further].map((element) => ({
      name: nameOf(element),
      icon: element.querySelector('.icon'),
      key: element.dataset.key,
      run: () => follow(element),
    }))
    // What the page itself offers goes before the same of the template: it knows where one is.
    return choices.filter(({ name }, at) => choices.findIndex((one) => one.name === name) === at)
  }

  #find(): void {
    const query = this.#input?.value.trim() ?? ''
    const words = plain(query).split(/\s+/)
    const found = this.#choices.filter(({ name }) => words.every((word) => plain(name).includes(word)))
    this.#shown = [...found.slice(0, most), ...(query ? [this.#search(query)] : [])]
    this.#at = 0
    this.#draw()
  }

  #search(query: string): Choice {
    const name = (this.#template?.dataset.search ?? '').replace('{query}', query)
    const icon = this.querySelector('.palette__form .icon')
    return { name, icon, key: undefined, run: () => this.querySelector('form')?.requestSubmit() }
  }

  #draw(): void {
    const list = this.#list
    if (!list) return
    list.replaceChildren(...this.#shown.map((choice, at) => option(choice, at)))
    if (this.#shown.length === 0) list.append(nothing(this.#template?.dataset.none ?? ''))
    this.#mark()
  }

  #mark(): void {
    const options = this.#list?.querySelectorAll('[role=option]') ?? []
    for (const [at, one] of [...options].entries()) one.setAttribute('aria-selected', String(at === this.#at))
    options[this.#at]?.scrollIntoView({ block: 'nearest' })
    this.#input?.setAttribute('aria-activedescendant', options[this.#at]?.id ?? '')
  }

  #key(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && this.#shown.length > 0) {
      this.#at = (this.#at + step + this.#shown.length) % this.#shown.length
      this.#mark()
    } else if (event.key === 'Enter') this.#run(this.#at)
    else return
    event.preventDefault()
  }

  #run(at: number): void {
    const choice = this.#shown[at]
    if (!choice) return
    // Submitted while it stands in the page; closed first, so that the deed finds the page as it was.
    this.#dialog?.close()
    choice.run()
  }
}

/** Presses a link or button of the page; one from the template is put into the page for it. */
function follow(element: HTMLElement): void {
  if (element.isConnected && element.ownerDocument === document) {
    element.click()
    return
  }
  const copy = document.importNode(element, true)
  copy.hidden = true
  document.body.append(copy)
  copy.click()
  copy.remove()
}

function option(choice: Choice, at: number): HTMLElement {
  const one = document.createElement('div')
  one.className = 'palette__one'
  one.role = 'option'
  one.id = `palette-${at}`
  if (choice.icon) one.append(choice.icon.cloneNode(true))
  one.append(Object.assign(document.createElement('span'), { textContent: choice.name }))
  if (choice.key) one.append(Object.assign(document.createElement('kbd'), { textContent: choice.key }))
  return one
}

const nothing = (text: string): HTMLElement =>
  Object.assign(document.createElement('p'), { className: 'palette__none', textContent: text })

/** Without accents and capitals. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

export const definePalette = (): void => customElements.define('t-palette', Palette)
