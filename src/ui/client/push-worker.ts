/** What stands in a message for a device. */
interface Shown {
  title: string
  body: string
  url: string
  tag: string
}

/** As much of a service worker's world as this one uses: its types and a page's cannot be had at once. */
declare const self: {
  location: { origin: string }
  registration: { showNotification(title: string, options: object): Promise<void> }
  clients: { openWindow(url: string): Promise<unknown> }
  addEventListener(kind: 'push', hear: (event: PushEvent) => void): void
  addEventListener(kind: 'notificationclick', hear: (event: ClickEvent) => void): void
}
interface LastingEvent {
  waitUntil(work: Promise<unknown>): void
}
interface PushEvent extends LastingEvent {
  data: { json(): Shown } | null
}
interface ClickEvent extends LastingEvent {
  notification: { data: unknown; close(): void }
}

// Shows what we are told and opens it; keeps no pages and answers no requests.
self.addEventListener('push', (event) => {
  const shown = event.data?.json()
  if (!shown) return
  const { title, body, url, tag } = shown
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: url }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  // Ours only, whatever the message says.
  const url = new URL(String(event.notification.data), self.location.origin)
  if (url.origin === self.location.origin) event.waitUntil(self.clients.openWindow(url.href))
})

export {}
