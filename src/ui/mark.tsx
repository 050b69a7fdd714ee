import { raw } from 'hono/html'

/**
 * The mark: two speech bubbles that share one edge and make a round table seen from above. Drawn on a 32 grid so that
 * the shared edge is a whole pixel wide at 16.
 */
export const bubbles = {
  left: 'M15 3.04A13 13 0 0 0 4.9 22.83L3.2 28.3a.8.8 0 0 0 1 1l5.7-1.7A13 13 0 0 0 15 28.96v-7.09a6 6 0 0 1 0-11.74z',
  right:
    'M17 3.04A13 13 0 0 1 27.1 22.83l1.7 5.47a.8.8 0 0 1-1 1l-5.7-1.7a13 13 0 0 1-5.1 1.36v-7.09a6 6 0 0 0 0-11.74z',
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
