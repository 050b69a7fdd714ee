/** Attributes that any component passes on to its element. */
export type Extra = { [name in `data-${string}` | `aria-${string}`]?: string | number | boolean | undefined }

/** Class names from what applies. */
export const classes = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ')
