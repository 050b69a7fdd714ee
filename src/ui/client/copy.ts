/** Buttons that take a field's value elsewhere. */
export function startCopying(): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-copy]') : null
    const field = button && document.getElementById(button.dataset.copy ?? '')
    if (button && field instanceof HTMLInputElement) void copy(field, button)
  })
}

async function copy(field: HTMLInputElement, button: HTMLElement): Promise<void> {
  field.select()
  try {
    await navigator.clipboard.writeText(field.value)
  } catch {
    return // Not allowed here (no TLS): it is selected, to be copied by hand.
  }
  const text = button.querySelector('.button__text')
  const before = text?.textContent
  if (!text || before === undefined || before === button.dataset.copied) return
  text.textContent = button.dataset.copied ?? before
  setTimeout(() => (text.textContent = before), 2_000)
}
