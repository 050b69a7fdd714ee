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
    const exact = dateFormat(lang, zone, exactly).format(at)
    if (time.title !== exact) {
      time.title = exact
      time.dataset.exact = exact
    }
  }
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-whole]'))
    say(time, dateFormat(lang, zone, exactly).format(new Date(time.dateTime)))
}

/** Touches nothing that is right already: a changed text is read aloud in live regions. */
function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}
