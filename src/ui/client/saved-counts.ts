const apartMs = 5_000
/** Beyond this a number says only that there are more. */
const most = 99

let timer: ReturnType<typeof setTimeout> | undefined
let lastAt = 0

/**
 * The numbers beside saved views follow what happens in the inbox: whenever the number of a tab changes they are asked for
 * anew, at most every few seconds, and only where somebody looks.
 */
export function startSavedCounts(): void {
  document.addEventListener('turbo:before-stream-render', ({ target }) => {
    if (target instanceof Element && target.getAttribute('target')?.startsWith('tab-count-')) soon()
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && places().length > 0 && Date.now() - lastAt > apartMs) soon()
  })
}

const places = () => [...document.querySelectorAll<HTMLElement>('[data-saved-count]')]

function soon(): void {
  if (timer || document.hidden || places().length === 0) return
  // Not all browsers of a team in the same moment.
  const wait = Math.max(0, lastAt + apartMs - Date.now()) + Math.random() * 500
  timer = setTimeout(() => {
    timer = undefined
    lastAt = Date.now()
    void recount()
  }, wait)
}

async function recount(): Promise<void> {
  try {
    const answer = await fetch('/conversations/views', { headers: { accept: 'application/json' } })
    if (!answer.ok) return
    const { views }: { views: { id: string; count: number | null }[] } = await answer.json()
    const counts = new Map(views.map(({ id, count }) => [id, count]))
    for (const place of places()) place.textContent = written(counts.get(place.dataset.savedCount ?? '') ?? 0)
  } catch {
    // The line is down: the numbers stay as they are until the next change.
  }
}

const written = (count: number): string => {
  if (count === 0) return ''
  const number = new Intl.NumberFormat(document.documentElement.lang).format(Math.min(count, most))
  return count > most ? `${number}+` : number
}
