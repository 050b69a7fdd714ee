import { raw } from 'hono/html'

/**
 * The mark: two speech bubbles that share one edge and make a round table seen from above. Drawn on a 32 grid so that
 * the shared edge is a whole pixel wide at 16.
 */
export const bubbles = {
  left: 'M15.25 2.22A13 13 0 0 0 4.03 20.28Q4.9 24.2 3.4 27.1Q2.9 28.5 4.4 28.5Q7.6 28.2 9.5 26.46A13 13 0 0 0 15.25 28.18V19.94A4.8 4.8 0 0 1 15.25 10.46z',
  right:
    'M16.75 2.22A13 13 0 0 1 27.97 20.28Q27.1 24.2 28.6 27.1Q29.1 28.5 27.6 28.5Q24.4 28.2 22.5 26.46A13 13 0 0 1 16.75 28.18V19.94A4.8 4.8 0 0 0 16.75 10.46z',
}

/** The mark in the house's two colours, beside the word or alone. */
export const Mark = ({ label }: { label?: string }) => (
  // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden beside its word
  <svg class="mark" viewBox="0 0 32 32" {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' })}>
    {raw(`<path class="mark__left" d="${bubbles.left}"/><path class="mark__right" d="${bubbles.right}"/>`)}
  </svg>
)

/** The mark for the browser's tab: one colour in each scheme. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>path{fill:#005d6e}@media(prefers-color-scheme:dark){path{fill:#6fc1cf}}</style><path d="${bubbles.left}"/><path d="${bubbles.right}"/></svg>`
