const stayMs = 10_000
const leaveMs = 250
/** A live region is heard when it changes while it stands: what it comes with is part of the page. */
const standsMs = 150
/** Drawn aside so far, or thrown so fast, it goes. */
const farPart = 0.3
const fastPxPerMs = 0.5
/** What a finger moves without meaning to. */
const stillPx = 8

/**
 * Goes by itself after a while, but never while it is pointed at or holds the focus, nor while somebody presses anything,
 * which would move from under their finger; an error waits to be dismissed. A finger draws it aside, or touches its words.
 */
class Toast extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined
  #drawn: { pointer: number; from: number; since: number } | undefined
  #listening: AbortController | undefined

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    const on = (kind: string, heard: (event: PointerEvent) => void) =>
      this.addEventListener(kind, (event) => event instanceof PointerEvent && heard(event), { signal })
    this.addEventListener('click', ({ target }) => this.#clicked(target), { signal })
    on('pointerdown', (event) => this.#begin(event))
    on('pointermove', (event) => this.#draw(event))
    on('pointerup', (event) => this.#end(event))
    on('pointercancel', () => this.#backToPlace())
    this.#sayOnce()
    if (this.classList.contains('toast--error')) return
    for (const stay of ['pointerenter', 'focusin'])
      this.addEventListener(stay, () => clearTimeout(this.#timer), { signal })
    for (const go of ['pointerleave', 'focusout']) this.addEventListener(go, () => this.#wait(), { signal })
    this.#wait()
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
    clearTimeout(this.#timer)
  }

  #sayOnce(): void {
    this.inert = true
    setTimeout(() => {
      this.inert = false
    }, standsMs)
  }

  #wait(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#leave(), stayMs)
  }

  #leave(): void {
    if (pressed.size > 0) {
      this.#timer = setTimeout(() => this.#leave(), leaveMs)
      return
    }
    this.classList.add('toast--leaving')
    this.#timer = setTimeout(() => this.#go(), leaveMs)
  }

  /** What is being read stays where it is, when there is more room above it. */
  #go(): void {
    const bodies = [...document.querySelectorAll('.pane__body')].map((body) => ({ body, top: topOf(body) }))
    this.remove()
    for (const { body, top } of bodies) body.scrollTop -= top - topOf(body)
  }

  #clicked(target: EventTarget | null): void {
    if (target instanceof Element && target.closest('[data-dismiss]')) this.#go()
  }

  #begin(event: PointerEvent): void {
    const isDeed = event.target instanceof Element && event.target.closest('button, a')
    if (event.pointerType === 'mouse' || isDeed) return
    this.#drawn = { pointer: event.pointerId, from: event.clientX, since: event.timeStamp }
    this.setPointerCapture(event.pointerId)
  }

  #draw({ pointerId, clientX }: PointerEvent): void {
    if (this.#drawn?.pointer !== pointerId) return
    const by = clientX - this.#drawn.from
    this.style.translate = `${by}px`
    this.style.opacity = String(1 - Math.min(0.8, Math.abs(by) / this.offsetWidth))
  }

  #end({ pointerId, clientX, timeStamp }: PointerEvent): void {
    if (this.#drawn?.pointer !== pointerId) return
    const { from, since } = this.#drawn
    const by = Math.abs(clientX - from)
    const isFar = by > this.offsetWidth * farPart
    const isThrown = by > stillPx * 2 && by / Math.max(1, timeStamp - since) > fastPxPerMs
    // An error has to be read: a touch alone does not take it away.
    const isTouched = by <= stillPx && !this.classList.contains('toast--error')
    if (isFar || isThrown || isTouched) this.#go()
    else this.#backToPlace()
  }

  #backToPlace(): void {
    this.#drawn = undefined
    this.style.translate = ''
    this.style.opacity = ''
  }
}

const topOf = (element: Element): number => element.getBoundingClientRect().top

/** Fingers and buttons that are down now. */
const pressed = new Set<number>()

export function defineToast(): void {
  addEventListener('pointerdown', ({ pointerId }) => pressed.add(pointerId), { capture: true, passive: true })
  for (const kind of ['pointerup', 'pointercancel'] as const)
    addEventListener(kind, ({ pointerId }) => pressed.delete(pointerId), { capture: true, passive: true })
  customElements.define('t-toast', Toast)
}
