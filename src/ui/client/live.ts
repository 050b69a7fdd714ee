import { renderStreamMessage, session } from '@hotwired/turbo'
import type { News } from './live-stream.ts'
import { joinTabs, type LiveTabs } from './live-tabs.ts'

/** A short gap is nobody's business. */
const patienceMs = 5_000

const travelMs = 3_000
let justNow: { at: number; data: string }[] = []

let tabs: LiveTabs | undefined
let connected = true
let lostTimer: ReturnType<typeof setTimeout> | undefined
let saidLost = false
/** This tab is to be drawn anew when somebody looks at it. */
let stale = false

/** Shows what changes as it changes, and says so when it cannot. The connection outlives the pages of a visit. */
class Live extends HTMLElement {
  connectedCallback(): void {
    const { src = '', after } = this.dataset
    tabs ??= joinTabs(src, after || undefined, { news: show, refresh, line })
    if (saidLost) this.say(this.dataset.offline ?? '')
  }

  say(text: string): void {
    this.textContent = text
    this.hidden = text === ''
  }
}

/**
 * The page was drawn before some of what we heard while it travelled. Whether it replaced the one before or was morphed
 * into it, in which case no element is connected anew, that is shown once more.
 */
function catchUp(): void {
  const after = document.querySelector<Live>('t-live')?.dataset.after
  if (!tabs || !after) return
  const missed = tabs.since(after)
  tabs.reached(after)
  // After everybody else who is told of a new page.
  queueMicrotask(() => {
    if (missed) missed.forEach(show)
    else refresh()
    for (const { at, data } of justNow) if (Date.now() - at < travelMs) renderStreamMessage(data)
  })
}

function show(news: News): void {
  if (news.kind === 'reload') refresh()
  else renderStreamMessage(news.data)
  if (news.kind === 'now') keepForNow(news)
}

/** Kept for as long as a page may travel: one drawn before it does not have it. */
function keepForNow({ data }: News): void {
  const at = Date.now()
  justNow = [...justNow.filter((one) => at - one.at < travelMs), { at, data }].slice(-50)
}

/** A form is on its way: to draw the page anew now would take its answer away. */
let sending = 0
let waits = false
/** What stands here says what is wrong with a form: drawn anew, nobody would be told. */
let refused = false
/** Much that changes at once is drawn once. */
const togetherMs = 150
let soon: ReturnType<typeof setTimeout> | undefined

function sent({ detail }: WindowEventMap['turbo:submit-end']): void {
  sending = Math.max(0, sending - 1)
  refused = !detail.success && detail.fetchResponse !== undefined
  if (sending > 0 || refused || !waits) return
  waits = false
  refresh()
}

/** Draws the whole page anew in place: what is typed, open or scrolled stays. A tab in the dark waits until it is seen. */
function refresh(): void {
  clearTimeout(soon)
  soon = setTimeout(draw, togetherMs)
}

/** Turbo's own patience would ask nobody, at its end, whether a form has left in the meantime. */
function draw(): void {
  if (sending > 0) waits = true
  else if (document.hidden) {
    if (!stale) document.addEventListener('visibilitychange', seen)
    stale = true
  } else {
    stale = false
    if (refused) waits = true
    else session.debouncedRefresh(location.href)
  }
}

function seen(): void {
  if (document.hidden) return
  document.removeEventListener('visibilitychange', seen)
  stale = false
  draw()
}

function line(now: boolean): void {
  if (now === connected) return
  connected = now
  clearTimeout(lostTimer)
  if (!now) lostTimer = setTimeout(() => tell(true), patienceMs)
  else if (saidLost) tell(false)
}

function tell(lost: boolean): void {
  saidLost = lost
  for (const live of document.querySelectorAll<Live>('t-live'))
    live.say((lost ? live.dataset.offline : live.dataset.online) ?? '')
  if (!lost)
    lostTimer = setTimeout(() => {
      for (const live of document.querySelectorAll<Live>('t-live')) live.say('')
    }, 3_000)
}

export function defineLive(): void {
  customElements.define('t-live', Live)
  addEventListener('turbo:render', catchUp)
  addEventListener('turbo:submit-start', () => {
    sending += 1
  })
  addEventListener('turbo:submit-end', sent)
  addEventListener('turbo:visit', () => {
    refused = false
  })
}
