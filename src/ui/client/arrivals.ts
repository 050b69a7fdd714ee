import { StreamActions, type StreamElement } from '@hotwired/turbo'
import { counted } from './counted.ts'
import { scroller } from './scroll.ts'
import { isShown } from './streams.ts'

/** Rows that came while somebody was reading further down, by list and then by row. */
const waiting = new Map<string, Map<string, Element>>()
const atTop = 8

/**
 * `<turbo-stream action="arrive" target="LIST">`: new rows go to the top of the list, or wait behind its pill. With
 * `action="settle"` they are no news: they stay where they stand, or go to the end.
 */
export function startArrivals(): void {
  StreamActions.arrive = function (this: StreamElement) {
    const rows = [...this.templateContent.children]
    for (const list of this.targetElements) if (list instanceof HTMLElement) arrive(list, rows)
  }
  StreamActions.settle = function (this: StreamElement) {
    const rows = [...this.templateContent.children]
    for (const list of this.targetElements) if (list instanceof HTMLElement) settle(list, rows)
  }
  document.addEventListener('click', (event) => {
    const pill = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-arrivals]') : null
    const list = pill && document.getElementById(pill.dataset.arrivals ?? '')
    if (!list) return
    letIn(list)
    scroller(list).scrollTo({ top: 0 })
    list.querySelector<HTMLElement>('.row__link')?.focus({ preventScroll: true })
  })
  document.addEventListener('scroll', (event) => event.target instanceof Element && scrolled(event.target), {
    capture: true,
    passive: true,
  })
  // The page that is drawn anew shows them all: a pill that stayed would have nothing behind it.
  addEventListener('turbo:render', () => {
    waiting.clear()
    for (const pill of document.querySelectorAll<HTMLElement>('[data-arrivals]')) pill.hidden = true
  })
}

function arrive(list: HTMLElement, rows: Element[]): void {
  const here = waiting.get(list.id) ?? new Map<string, Element>()
  waiting.set(list.id, here)
  for (const row of rows) {
    // One that is in sight already says the new words where it stands.
    const old = document.getElementById(row.id)
    if (old && list.contains(old)) keepCurrent(old, row, list)
    here.delete(row.id)
    here.set(row.id, row)
  }
  if (scroller(list).scrollTop <= atTop) letIn(list)
  else count(list)
}

function settle(list: HTMLElement, rows: Element[]): void {
  for (const row of rows) {
    const waits = waiting.get(list.id)
    if (waits?.has(row.id)) waits.set(row.id, row)
    const old = document.getElementById(row.id)
    if (old && list.contains(old)) keepCurrent(old, row, list)
    else if (!waits?.has(row.id)) list.append(row)
  }
  isShown()
}

/** A row in every list of the page, also where it waits behind a pill. */
export const rowsOf = (id: string): Element[] =>
  [document.getElementById(id), ...[...waiting.values()].map((rows) => rows.get(id))].filter(
    (row) => row instanceof Element,
  )

function keepCurrent(old: Element, row: Element, list: HTMLElement): void {
  if (old.querySelector('[aria-current]')) row.querySelector('.row__link')?.setAttribute('aria-current', 'true')
  const hadFocus = old.contains(document.activeElement)
  const copy = row.cloneNode(true)
  old.replaceWith(copy)
  if (hadFocus && copy instanceof Element) copy.querySelector<HTMLElement>('.row__link')?.focus({ preventScroll: true })
  isShown()
  list.dispatchEvent(new Event('tertulia:changed', { bubbles: true }))
}

function letIn(list: HTMLElement): void {
  for (const [id, row] of waiting.get(list.id) ?? []) {
    const old = document.getElementById(id)
    const hadFocus = old?.contains(document.activeElement)
    if (old && list.contains(old)) old.remove()
    row.classList.add('row--arrived')
    takePlace(list, row)
    if (hadFocus) row.querySelector<HTMLElement>('.row__link')?.focus({ preventScroll: true })
  }
  waiting.delete(list.id)
  isShown()
  list.dispatchEvent(new Event('tertulia:changed', { bubbles: true }))
  count(list)
}

/** At the top; in a list by need, before the first that can wait longer. */
function takePlace(list: HTMLElement, row: Element): void {
  const need = list.closest('[data-order="need"]') ? Number(row.getAttribute('data-need')) : 0
  const after = need > 0 && [...list.children].find((one) => Number(one.getAttribute('data-need')) > need)
  if (after) after.before(row)
  else if (need > 0) list.append(row)
  else list.prepend(row)
}

function count(list: HTMLElement): void {
  const many = waiting.get(list.id)?.size ?? 0
  for (const pill of document.querySelectorAll<HTMLElement>(`[data-arrivals="${CSS.escape(list.id)}"]`)) {
    const text = pill.querySelector('[data-arrivals-text]')
    if (text && many > 0) text.textContent = counted(pill.dataset.forms, many)
    pill.hidden = many === 0
  }
}

function scrolled(target: Element): void {
  if (waiting.size === 0 || target.scrollTop > atTop) return
  for (const id of waiting.keys()) {
    const list = document.getElementById(id)
    if (list && scroller(list) === target) letIn(list)
  }
}
