import { chooseByKey } from './bulk.ts'

/** The keys: those that links and buttons declare with `data-key`, j and k in the list, and x to choose there. */
export function startKeys(): void {
  document.addEventListener('keydown', pressed)
}

let before = ''
let beforeAt = 0
const togetherMs = 1_500

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  if (busy(event.target) || document.querySelector('dialog[open]')) return
  const two = event.timeStamp - beforeAt < togetherMs ? `${before} ${event.key}` : ''
  const done = (two !== '' && act(two)) || act(event.key)
  before = done ? '' : event.key
  beforeAt = event.timeStamp
  if (done) event.preventDefault()
}

const busy = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'))

function act(key: string): boolean {
  if (key === '?') return showKeys()
  if (key === 'x' || key === 'X') return chooseByKey(key === 'X')
  if (key === 'j' || key === 'k') return move(key === 'j' ? 1 : -1)
  const element = [...document.querySelectorAll<HTMLElement>('[data-key]')].find((one) => one.dataset.key === key)
  if (!element) return false
  if (element.matches('input, textarea')) element.focus()
  else element.click()
  return true
}

/** To the next or the previous row of the list. */
function move(step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>('.rows .row__link')].filter((link) => link.checkVisibility())
  const focused = links.findIndex((link) => link.matches(':focus'))
  const here = focused >= 0 ? focused : links.findIndex((link) => link.hasAttribute('aria-current'))
  const next = links[Math.max(0, Math.min(links.length - 1, here + step))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
  return next !== undefined
}

function showKeys(): boolean {
  const dialog = document.getElementById('key-list')
  const list = dialog?.querySelector('dl')
  if (!(dialog instanceof HTMLDialogElement) || !list) return false
  for (const old of list.querySelectorAll('[data-of-page]')) old.remove()
  for (const element of document.querySelectorAll<HTMLElement>('[data-key]')) {
    const key = element.dataset.key ?? ''
    if (key !== '/' && !key.startsWith('Ctrl')) list.append(line(key, nameOf(element)))
  }
  dialog.showModal()
  return true
}

function line(keys: string, label: string): HTMLElement {
  const one = document.createElement('div')
  one.className = 'keys__one'
  one.dataset.ofPage = ''
  const dt = document.createElement('dt')
  for (const key of keys.split(' ')) dt.append(Object.assign(document.createElement('kbd'), { textContent: key }))
  one.append(dt, Object.assign(document.createElement('dd'), { textContent: label }))
  return one
}

/** What a link or button is called. */
export const nameOf = (element: HTMLElement): string =>
  (element.dataset.command || element.ariaLabel || element.textContent || '').trim().replaceAll(/\s+/g, ' ')
