import { renderStreamMessage, session } from '@hotwired/turbo'
import type { News } from './live-stream.ts'
import { joinTabs, type LiveTabs } from './live-tabs.ts'

/** A short gap is nobody's business. */
const patienceMs = 5_000

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
  queueMicrotask(() => (missed ? missed.forEach(show) : refresh()))
}

function show(news: News): void {
  if (news.kind === 'reload') refresh()
  else renderStreamMessage(news.data)
}

/** Draws the whole page anew in place: what is typed, open or scrolled stays. A tab in the dark waits until it is seen. */
function refresh(): void {
  if (!document.hidden) session.refresh(location.href)
  else if (!stale) document.addEventListener('visibilitychange', seen)
  stale = document.hidden
}

function seen(): void {
  if (document.hidden) return
  document.removeEventListener('visibilitychange', seen)
  stale = false
  refresh()
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
}
