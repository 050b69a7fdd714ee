import { morphElements, StreamActions, type StreamElement, session } from '@hotwired/turbo'

/**
 * Puts stream elements into the page, where they do what they say in the next frame. Turbo's own gives the focus back a
 * frame later to whatever had it, also when the person has gone on to the next field meanwhile: half a password would
 * end in the name before it.
 */
function render({ fragment }: { fragment: DocumentFragment }): void {
  const had = document.activeElement?.id
  const asks = [...fragment.querySelectorAll('template')]
    .map((template) => template.content.querySelector<HTMLElement>('[autofocus]')?.id)
    .find(Boolean)
  underWay += 1
  document.documentElement.append(fragment)
  // Turbo asked for this frame for each of them before: this comes after the last, and before anything is painted.
  const give = () => {
    underWay -= 1
    dispatchEvent(new Event('tertulia:streamed'))
    const lost = document.activeElement === null || document.activeElement === document.body
    const id = asks || had
    if (lost && id) document.getElementById(id)?.focus()
  }
  if (document.visibilityState === 'hidden') setTimeout(give)
  else requestAnimationFrame(give)
}

/** What somebody opened or is in: put in place of it, something new would close it under their hand. */
const held = 'details[open], dialog[open], :popover-open, :focus'

function replace(this: StreamElement): void {
  for (const target of this.targetElements)
    if (target.matches(held) || target.querySelector(held)) morphElements(target, this.templateContent)
    else target.replaceWith(this.templateContent)
}

let underWay = 0

/** Something was put into the page: it is shown now, or with whatever comes in the same moment. */
export function isShown(): void {
  if (underWay === 0) dispatchEvent(new Event('tertulia:shown'))
}

/** Several changes that came together are being put into the page. */
export const isUnderWay = (): boolean => underWay > 0

export function startStreams(): void {
  StreamActions.replace = replace
  session.streamMessageRenderer.render = render
}
