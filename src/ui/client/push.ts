/**
 * Lets somebody be told in this browser, when they press the button and not before. Where the browser cannot, it says so
 * instead.
 */
class Push extends HTMLElement {
  connectedCallback(): void {
    const offer = this.querySelector<HTMLElement>('[data-offer]')
    const button = this.querySelector('button')
    const lack = this.#lack()
    if (lack !== undefined) this.#say(lack)
    else if (offer && button) {
      offer.hidden = false
      button.addEventListener('click', () => void this.#press(button))
    }
  }

  /** Why it cannot be here. */
  #lack(): string | undefined {
    const { insecure, lacks, denied } = this.dataset
    if (!isSecureContext) return insecure
    if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return lacks
    return Notification.permission === 'denied' ? denied : undefined
  }

  async #press(button: HTMLButtonElement): Promise<void> {
    this.#say('')
    button.setAttribute('aria-busy', 'true')
    try {
      if ((await Notification.requestPermission()) === 'granted') location.assign(await this.#subscribe())
      else this.#say(this.dataset.denied)
    } catch (error) {
      this.#say(error instanceof Refused ? error.message : this.dataset.failed)
    } finally {
      button.removeAttribute('aria-busy')
    }
  }

  async #subscribe(): Promise<string> {
    await navigator.serviceWorker.register('/me/push-worker.js', { scope: '/', updateViaCache: 'none' })
    const { pushManager } = await navigator.serviceWorker.ready
    // What an earlier session of this browser left is bound to a key that may be another now.
    await (await pushManager.getSubscription())?.unsubscribe()
    const subscription = await pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: this.dataset.key ?? '',
    })
    const { endpoint, keys } = subscription.toJSON()
    const response = await fetch('/me/devices', {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ endpoint, ...keys }),
    })
    const said = await response.json()
    if (!response.ok) throw new Refused(said.errors?.[0]?.message ?? said.title)
    return String(said.to)
  }

  #say(text: string | undefined): void {
    const place = this.querySelector('[data-said]')
    if (place) place.textContent = text ?? ''
  }
}

/** What the house refuses, in its own words. */
class Refused extends Error {}

customElements.define('t-push', Push)
