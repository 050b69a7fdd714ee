import type { StreamElement } from '@hotwired/turbo'
import { isUnderWay } from './streams.ts'

const places = new Map<string, number>()
const nearEnd = 96
const begun = new WeakSet<Element>()

/** Live changes and other pages never move what a person is reading. */
export function startScroll(): void {
  addEventListener('turbo:before-render', () => {
    for (const kept of keepers()) places.set(kept.id, kept.scrollTop)
  })
  addEventListener('turbo:render', () => {
    for (const kept of keepers()) kept.scrollTop = places.get(kept.id) ?? kept.scrollTop
    beginAtEnd()
  })
  addEventListener('turbo:load', () => {
    document.querySelector('.row__link[aria-current]')?.scrollIntoView({ block: 'nearest' })
    beginAtEnd()
  })
  addEventListener('turbo:before-stream-render', (event) => {
    if (!(event instanceof CustomEvent)) return
    const render: (stream: StreamElement) => Promise<void> = event.detail.render
    event.detail.render = async (stream: StreamElement) => {
      following ??= [...document.querySelectorAll<HTMLElement>('[data-follow]')].map(scroller).filter(atEnd)
      await render(stream)
      if (!isUnderWay()) shown()
    }
  })
  addEventListener('tertulia:streamed', shown)
}

/** What stood at its end before the changes that come together: to look between two of them would lay out the page each time. */
let following: HTMLElement[] | undefined

function shown(): void {
  for (const one of following ?? []) one.scrollTop = one.scrollHeight
  following = undefined
  dispatchEvent(new Event('tertulia:shown'))
}

const keepers = () => document.querySelectorAll<HTMLElement>('[data-keep-scroll][id]')
const atEnd = (one: HTMLElement): boolean => one.scrollHeight - one.scrollTop - one.clientHeight < nearEnd

/** How high each was. Where what is said last was in sight it stays so, while the answer below takes room and gives it back. */
const heights = new WeakMap<Element, number>()
const sized = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const before = heights.get(target) ?? target.clientHeight
    heights.set(target, target.clientHeight)
    if (target.scrollHeight - target.scrollTop - before < 8) target.scrollTop = target.scrollHeight
  }
})

/** A conversation opens at its newest words, unless the address names a message. */
function beginAtEnd(): void {
  if (location.hash !== '') return
  for (const talk of document.querySelectorAll<HTMLElement>('[data-follow]')) {
    if (begun.has(talk)) continue
    begun.add(talk)
    const one = scroller(talk)
    one.scrollTop = one.scrollHeight
    sized.observe(one)
  }
}

/** The nearest element around it that scrolls. */
export function scroller(element: HTMLElement): HTMLElement {
  for (let one = element.parentElement; one; one = one.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one
  }
  return document.documentElement
}
