const stayMs = 10_000

/** Goes by itself after a while, but never while it is pointed at or holds the focus; an error waits to be dismissed. */
class Toast extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined

  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      if (event.target instanceof Element && event.target.closest('[data-dismiss]')) this.remove()
    })
    if (this.classList.contains('toast--error')) return
    for (const stay of ['pointerenter', 'focusin']) this.addEventListener(stay, () => clearTimeout(this.#timer))
    for (const go of ['pointerleave', 'focusout']) this.addEventListener(go, () => this.#wait())
    this.#wait()
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
  }

  #wait(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.classList.add('toast--leaving')
      this.#timer = setTimeout(() => this.remove(), 250)
    }, stayMs)
  }
}

export const defineToast = (): void => customElements.define('t-toast', Toast)
