import { session } from '@hotwired/turbo'

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
  document.documentElement.append(fragment)
  const give = () => {
    const lost = document.activeElement === null || document.activeElement === document.body
    const id = asks || had
    if (lost && id) document.getElementById(id)?.focus()
  }
  if (document.visibilityState === 'hidden') setTimeout(give)
  else requestAnimationFrame(give)
}

export function startStreams(): void {
  session.streamMessageRenderer.render = render
}
