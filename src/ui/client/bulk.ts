import { counted } from './counted.ts'

/** Which rows are chosen in the list that stands here, whatever live changes and other pages beside it do to them. */
const chosen = new Set<string>()
let list: string | undefined
/** The last one that was chosen by itself: where a range begins. */
let from: string | undefined

/** Boxes in the rows of a list, a key for each, ranges, and the bar of what to do with them. */
export function startBulk(): void {
  document.addEventListener('change', ({ target }) => target instanceof HTMLInputElement && changed(target))
  document.addEventListener('click', clicked)
  document.addEventListener('keydown', (event) => event.key === 'Escape' && chosen.size > 0 && escaped(event))
  document.addEventListener('turbo:submit-end', (event) => {
    const isDone = event instanceof CustomEvent && event.detail.success
    if (isDone && event.target === form()) none()
  })
  for (const kind of ['turbo:load', 'turbo:render', 'tertulia:changed', 'tertulia:shown']) addEventListener(kind, drawn)
  drawn()
}

const form = () => document.querySelector<HTMLFormElement>('form.bulk')
const boxes = () => [...document.querySelectorAll<HTMLInputElement>('.row__choose')]
const all = () => form()?.querySelector<HTMLInputElement>('[name=all]')

function changed(box: HTMLInputElement): void {
  if (box.matches('.row__choose')) {
    keep(box)
    from = box.value
    if (!box.checked) untickAll()
  } else if (box.matches('[data-bulk-page]')) {
    for (const one of boxes()) {
      one.checked = box.checked
      keep(one)
    }
    if (!box.checked) untickAll()
  } else return
  show()
}

function clicked(event: MouseEvent): void {
  const { target } = event
  if (!(target instanceof Element)) return
  if (target.closest('[data-bulk-end]')) none()
  else if (event.shiftKey && target instanceof HTMLInputElement && target.matches('.row__choose')) range(target)
}

/** All between the last one and this become as this one is. */
function range(to: HTMLInputElement): void {
  const rows = boxes()
  const [a, b] = [rows.findIndex(({ value }) => value === from), rows.indexOf(to)]
  if (a < 0) return
  for (const one of rows.slice(Math.min(a, b), Math.max(a, b) + 1)) {
    one.checked = to.checked
    keep(one)
  }
  show()
}

/** `x`, and with Shift a range: the row that has the focus, else the one that stands open. */
export function chooseByKey(isRange: boolean): boolean {
  const row = document.querySelector('.row:focus-within') ?? document.querySelector('.row:has(> [aria-current])')
  const box = row?.querySelector<HTMLInputElement>('.row__choose')
  if (!box) return false
  box.checked = isRange || !box.checked
  if (isRange) range(box)
  keep(box)
  from = box.value
  if (!box.checked) untickAll()
  show()
  return true
}

function escaped(event: KeyboardEvent): void {
  if (event.defaultPrevented || document.querySelector('dialog[open], :popover-open')) return
  if (event.target instanceof Element && event.target.matches('textarea, input:not([type=checkbox])')) return
  none()
}

function keep({ checked, value }: HTMLInputElement): void {
  if (checked) chosen.add(value)
  else chosen.delete(value)
}

function untickAll(): void {
  const box = all()
  if (box) box.checked = false
}

function none(): void {
  chosen.clear()
  untickAll()
  for (const box of boxes()) box.checked = false
  show()
}

/** The page, or a row of it, was drawn anew: what is chosen in the same list stays so. */
function drawn(): void {
  const here = form()?.dataset.list
  if (here !== list) chosen.clear()
  list = here
  for (const box of boxes()) box.checked = chosen.has(box.value)
  show()
}

/** How many, and the keys of the bar while there are any: they go before those of the conversation beside it. */
function show(): void {
  const bar = form()
  if (!bar) return
  const rows = boxes()
  const count = rows.filter(({ checked }) => checked).length
  const said = bar.querySelector<HTMLElement>('[data-bulk-count]')
  if (said) said.textContent = count > 0 ? counted(said.dataset.forms, count) : ''
  const page = bar.querySelector<HTMLInputElement>('[data-bulk-page]')
  if (page) {
    page.checked = count > 0 && count === rows.length
    page.indeterminate = count > 0 && count < rows.length
  }
  for (const one of bar.querySelectorAll<HTMLElement>('[data-bulk-key]')) {
    if (count > 0) one.dataset.key = one.dataset.bulkKey
    else delete one.dataset.key
  }
}
