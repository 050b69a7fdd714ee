import { dateFormat, exactly, relativeTime } from '../../lib/relative-time.ts'

const everyMs = 30_000
/** A smaller difference between two clocks is the page's travelling. */
const unremarkableMs = 60_000
/** How far this browser's clock is ahead of the server's. */
let aheadMs = 0

/** Keeps "12 min ago" true, in the person's language and time zone, also in what comes live and was drawn for many. */
export function startTimes(): void {
  setClock(document.documentElement.dataset.now)
  addEventListener('turbo:before-fetch-response', ({ detail }) => setClock(detail.fetchResponse.header('date')))
  showTimes()
  setInterval(() => document.hidden || showTimes(), everyMs)
  document.addEventListener('visibilitychange', () => document.hidden || showTimes())
  for (const shown of ['turbo:load', 'turbo:render', 'tertulia:shown']) addEventListener(shown, showTimes)
}

/** A clock that is set wrong must not turn "just now" into "in an hour": how long ago is reckoned from the server's. */
function setClock(serverNow: string | null | undefined): void {
  const ms = Date.now() - Date.parse(serverNow ?? '')
  aheadMs = Math.abs(ms) > unremarkableMs ? ms : 0
}

function showTimes(): void {
  const { lang, dataset } = document.documentElement
  const zone = dataset.timeZone ?? 'UTC'
  const now = new Date(Date.now() - aheadMs)
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-relative]')) {
    const at = new Date(time.dateTime)
    if (Number.isNaN(at.getTime())) continue
    say(time, relativeTime(at, lang, zone, now))
    const exact = inFull(at, lang, zone)
    if (time.title !== exact) {
      time.title = exact
      time.dataset.exact = exact
    }
  }
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-whole]'))
    say(time, inFull(new Date(time.dateTime), lang, zone))
}

const known = new Map<string, string>()
const most = 5_000

/** Dear to say, and asked again of the same moments whenever something around them changes. */
function inFull(at: Date, lang: string, zone: string): string {
  const moment = `${at.getTime()} ${lang} ${zone}`
  const before = known.get(moment)
  if (before) return before
  if (known.size >= most) known.clear()
  const words = dateFormat(lang, zone, exactly).format(at)
  known.set(moment, words)
  return words
}

/** Touches nothing that is right already: a changed text is read aloud in live regions. */
function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}
