import { rowsOf } from './arrivals.ts'

/**
 * What is read in one tab is no longer unread in the others. A page that has been read says of which row it is
 * (`data-read`); so does a frame that asked for itself when something new came into sight.
 */
export function startReads(): void {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('tertulia-read') : undefined
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => typeof data === 'string' && isRead(data))
  const tell = () => {
    for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-read]')) {
      if (!dataset.read) continue
      isRead(dataset.read)
      channel?.postMessage(dataset.read)
    }
  }
  // A page that is taken from the cache was not read anew: it may have been marked as unread since.
  let fromCache = false
  addEventListener('turbo:visit', ({ detail }) => {
    fromCache = detail.action === 'restore'
  })
  addEventListener('turbo:load', () => fromCache || tell())
  addEventListener('turbo:frame-load', tell)
}

function isRead(id: string): void {
  for (const row of rowsOf(id)) {
    row.classList.remove('row--unread')
    row.querySelector('[data-unread]')?.remove()
  }
}
