/** One thing that the server said. */
export interface News {
  /** Its place in the order of events. */
  id: string
  /** `now`: how things stand this moment, which has no place and is not remembered. */
  kind: 'turbo' | 'reload' | 'now'
  data: string
}

const firstRetryMs = 1_000
const lastRetryMs = 60_000

/**
 * The connection to the server. A browser's EventSource comes back by itself from a broken line and says where it was,
 * but gives up on an error answer (a restart behind a proxy); then we come back, later and later.
 */
export class LiveStream {
  readonly #address: string
  readonly #onNews: (news: News) => void
  readonly #onLine: (connected: boolean) => void
  #place: string | undefined
  #source: EventSource | undefined
  #retryMs = firstRetryMs
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    address: string,
    place: string | undefined,
    on: { news: (news: News) => void; line: (connected: boolean) => void },
  ) {
    this.#address = address
    this.#place = place
    this.#onNews = on.news
    this.#onLine = on.line
    this.#open()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#source?.close()
  }

  #open(): void {
    const address = new URL(this.#address, location.href)
    if (this.#place) address.searchParams.set('after', this.#place)
    const source = new EventSource(address)
    this.#source = source
    source.addEventListener('open', () => {
      this.#retryMs = firstRetryMs
      this.#onLine(true)
    })
    source.addEventListener('error', () => {
      this.#onLine(false)
      if (source.readyState === EventSource.CLOSED) this.#later()
    })
    source.addEventListener('message', (event) => this.#keep(event))
    for (const kind of ['turbo', 'reload', 'now'] as const)
      source.addEventListener(kind, (event) => this.#hear(kind, event))
  }

  #hear(kind: News['kind'], event: MessageEvent<string>): void {
    this.#keep(event)
    this.#onNews({ id: event.lastEventId, kind, data: event.data })
  }

  #keep(event: MessageEvent): void {
    if (event.lastEventId) this.#place = event.lastEventId
  }

  #later(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#open(), this.#retryMs * (0.75 + Math.random() / 2))
    this.#retryMs = Math.min(this.#retryMs * 2, lastRetryMs)
  }
}
