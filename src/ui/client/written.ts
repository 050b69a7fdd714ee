/** Forms that were sent: what stands in them is no longer being written. */
const sent = new WeakSet<HTMLFormElement>()

/**
 * What somebody is writing into a form stays when the server draws the same page anew, as after a night's sleep. The
 * composer sees to its own.
 */
export function startWritten(): void {
  document.addEventListener('input', ({ target }) => {
    const form = target instanceof Element && target.closest('form')
    if (form) sent.delete(form)
  })
  // Its answer is drawn as the server has it, also when that refuses: what was written comes back in it.
  addEventListener('turbo:submit-start', ({ target }) => {
    if (target instanceof HTMLFormElement) sent.add(target)
  })
  addEventListener('turbo:submit-end', (event) => {
    const { target } = event
    const unanswered = event instanceof CustomEvent && !event.detail.fetchResponse
    if (unanswered && target instanceof HTMLFormElement) sent.delete(target)
  })
  addEventListener('turbo:before-morph-element', (event) => {
    const { target } = event
    if (target instanceof HTMLFormElement && !target.closest('t-composer') && isWritten(target)) event.preventDefault()
  })
}

const isWritten = (form: HTMLFormElement): boolean =>
  form.method === 'post' && !sent.has(form) && [...form.elements].some(isChanged)

function isChanged(field: Element): boolean {
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue
  if (field instanceof HTMLSelectElement) {
    const began = [...field.options].findIndex((one) => one.defaultSelected)
    return field.selectedIndex !== Math.max(0, began)
  }
  if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return false
  return /^(checkbox|radio)$/.test(field.type)
    ? field.checked !== field.defaultChecked
    : field.value !== field.defaultValue
}
