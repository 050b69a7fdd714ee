const waitMs = 800

export type DraftState = 'saving' | 'saved' | 'kept'

/** Keeps what is being written: at the server, and in this browser until the server has it. */
export class Draft {
  readonly #url: string
  readonly #onState: (state: DraftState) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: AbortController | undefined
  #unsaved: string | undefined

  constructor(url: string, onState: (state: DraftState) => void) {
    this.#url = url
    this.#onState = onState
  }

  /** What this browser has that the server may not. */
  kept(): string | undefined {
    return read(this.#name) ?? undefined
  }

  changed(text: string): void {
    this.#unsaved = text
    write(this.#name, text)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#save(), waitMs)
  }

  /** The page goes: what is not saved yet is sent along, without waiting for an answer. */
  flush(): void {
    clearTimeout(this.#timer)
    if (this.#unsaved !== undefined) void this.#save(true)
  }

  /** It was sent: there is no draft any more. */
  done(): void {
    clearTimeout(this.#timer)
    this.#running?.abort()
    this.#unsaved = undefined
    write(this.#name, undefined)
  }

  get #name() {
    return `draft ${this.#url}`
  }

  async #save(leaving = false): Promise<void> {
    const text = this.#unsaved
    if (text === undefined) return
    this.#running?.abort()
    this.#running = new AbortController()
    const { signal } = this.#running
    if (!leaving) this.#onState('saving')
    const saved = await put(this.#url, text, leaving, signal)
    if (signal.aborted) return
    if (saved && this.#unsaved === text) {
      this.#unsaved = undefined
      write(this.#name, undefined)
    }
    if (!leaving) this.#onState(saved ? 'saved' : 'kept')
  }
}

async function put(url: string, text: string, leaving: boolean, signal: AbortSignal): Promise<boolean> {
  try {
    const body = new URLSearchParams({ text })
    // Beyond 64 kB a browser refuses to send what outlives its page.
    const keepalive = leaving && text.length < 20_000
    const headers = { accept: 'application/json' }
    const answer = await fetch(url, { method: 'PUT', body, headers, keepalive, signal })
    return answer.ok
  } catch {
    return false
  }
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

function write(name: string, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(name)
    else localStorage.setItem(name, text)
  } catch {
    // Private windows may refuse; the server has it soon.
  }
}
