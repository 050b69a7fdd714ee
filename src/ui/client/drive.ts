import { config } from '@hotwired/turbo'

// Takes away what `without-bar.ts` put in Turbo's way.
Reflect.deleteProperty(document.head, 'insertBefore')
// The document is marked busy while a page comes, and the style sheet shows it. This is the longest wait of a timer.
config.drive.progressBarDelay = 2 ** 31 - 1

/** With each page Turbo says its language anew: the same once more would have the whole page styled once more. */
document.documentElement.setAttribute = function (name: string, value: string): void {
  if (name !== 'lang' || this.lang !== value) Element.prototype.setAttribute.call(this, name, value)
}

/** The person's choices stand on the root element, which Turbo leaves as it is. */
addEventListener('turbo:before-render', (event) => {
  const next = detail(event).newBody?.ownerDocument?.documentElement
  if (!next || next === document.documentElement) return
  for (const name of ['data-scheme', 'data-density', 'data-time-zone']) {
    const value = next.getAttribute(name)
    if (value === null) document.documentElement.removeAttribute(name)
    else document.documentElement.setAttribute(name, value)
  }
})

/** A page that is come back to has nothing open. */
addEventListener('turbo:before-cache', () => {
  for (const dialog of document.querySelectorAll('dialog[open]'))
    if (dialog instanceof HTMLDialogElement) dialog.close()
  for (const open of document.querySelectorAll<HTMLElement>(':popover-open')) open.hidePopover()
})

/** A menu whose deed is done, or is answered by another page, is over: the page that is drawn anew would keep it open. */
addEventListener('turbo:submit-end', (event) => {
  const menu = event.target instanceof Element ? event.target.closest<HTMLElement>('[popover]:popover-open') : null
  const { success, fetchResponse } = detail(event)
  if (success || (fetchResponse && menu?.matches('.menu'))) menu?.hidePopover()
})

/** A date that was begun in a menu and left would keep its form from being sent, where nobody sees it. */
addEventListener(
  'toggle',
  ({ target }) => {
    if (!(target instanceof HTMLElement) || !target.matches('[popover]:not(:popover-open)')) return
    for (const field of target.querySelectorAll('input')) if (field.validity.badInput) field.value = ''
  },
  true,
)

/** What the page itself changed since it came stays, when the server draws the same page anew. */
addEventListener('turbo:before-morph-element', (event) => {
  if (event.target instanceof Element && event.target.matches('t-composer[data-dirty]')) event.preventDefault()
})
addEventListener('turbo:before-morph-attribute', (event) => {
  const name = detail(event).attributeName
  if (!(event.target instanceof Element)) return
  if (name === 'open' && event.target.matches('dialog, details')) event.preventDefault()
  if (name === 'hidden' && event.target.matches('[data-arrivals], [data-split], [data-parts], t-live'))
    event.preventDefault()
})

/** Tells screen readers that there is another page, as a browser does by itself without Turbo. */
let visits = 0
addEventListener('turbo:load', () => {
  visits += 1
  const announcer = document.getElementById('announcer')
  if (visits > 1 && announcer) setTimeout(() => (announcer.textContent = document.title), 100)
})

function detail(event: Event): {
  newBody?: HTMLElement
  attributeName?: string
  success?: boolean
  fetchResponse?: unknown
} {
  return event instanceof CustomEvent ? event.detail : {}
}
