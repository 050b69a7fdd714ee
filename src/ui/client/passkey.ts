import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'

type NewOptions = Parameters<typeof startRegistration>[0]['optionsJSON']
type UseOptions = Parameters<typeof startAuthentication>[0]['optionsJSON']

/** A question stays good for ten minutes; one that waits in the list of names is asked anew before that. */
const askAgainMs = 8 * 60_000

/** Makes a passkey or signs in with one. Stays hidden where the browser cannot, or the page is not at its own address. */
class Passkey extends HTMLElement {
  #timer: ReturnType<typeof setInterval> | undefined

  connectedCallback(): void {
    if (location.origin !== this.dataset.origin || !browserSupportsWebAuthn()) return
    this.hidden = false
    if (this.dataset.deed === 'add') {
      this.querySelector('form')?.addEventListener('submit', this.#add)
      return
    }
    this.querySelector('button')?.addEventListener('click', this.#press)
    void this.#offerInNames()
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer)
  }

  #add = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = event.currentTarget
    if (form instanceof HTMLFormElement) void this.#try(() => this.#make(String(new FormData(form).get('name'))))
  }

  #press = (): void => {
    void this.#try(() => this.#enter(false))
  }

  async #make(name: string): Promise<string> {
    const optionsJSON = await send<NewOptions>('/me/passkeys/challenge', {})
    const answer = await startRegistration({ optionsJSON })
    return (await send<{ to: string }>('/me/passkeys', { name, answer })).to
  }

  async #enter(useBrowserAutofill: boolean): Promise<string> {
    const query = `?language=${document.documentElement.lang}`
    const optionsJSON = await send<UseOptions>(`/sign-in/passkey/challenge${query}`, {})
    const answer = await startAuthentication({ optionsJSON, useBrowserAutofill })
    return (await send<{ to: string }>(`/sign-in/passkey${query}`, { answer, back: this.dataset.back })).to
  }

  /** Where browsers can, passkeys stand among the names they propose; what comes of it is told only when refused by us. */
  async #offerInNames(): Promise<void> {
    if (!(await browserSupportsWebAuthnAutofill())) return
    const offer = () =>
      this.#enter(true).then(
        go,
        (error: unknown) => error instanceof Refused && error.status !== 429 && this.#say(error.message),
      )
    this.#timer = setInterval(offer, askAgainMs)
    await offer()
  }

  async #try(work: () => Promise<string>): Promise<void> {
    const button = this.querySelector('button')
    this.#say('')
    clearInterval(this.#timer)
    button?.setAttribute('aria-busy', 'true')
    try {
      go(await work())
    } catch (error) {
      this.#say(this.#told(error))
    } finally {
      button?.removeAttribute('aria-busy')
    }
  }

  #told(error: unknown): string {
    const { cancelled = '', known = '', failed = '' } = this.dataset
    if (error instanceof Refused) return error.message
    const name = error instanceof Error ? error.name : ''
    if (name === 'InvalidStateError') return known
    return name === 'NotAllowedError' || name === 'AbortError' ? cancelled : failed
  }

  #say(text: string): void {
    const place = this.querySelector('[data-said]')
    if (place) place.textContent = text
  }
}

/** What the house refuses, in its own words. */
class Refused extends Error {
  readonly status: number

  constructor(status: number, said: string) {
    super(said)
    this.status = status
  }
}

/** Goes there, and reads the page anew where it is the same one. */
function go(to: string): void {
  const { pathname, search, hash, href } = new URL(to, location.href)
  const isHere = pathname + search === location.pathname + location.search
  if (isHere) location.hash = hash
  if (isHere) location.reload()
  else location.assign(href)
}

async function send<Answer>(path: string, body: object): Promise<Answer> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
  const said = await response.json()
  if (!response.ok) throw new Refused(response.status, said.errors?.[0]?.message ?? said.title)
  return said
}

customElements.define('t-passkey', Passkey)
