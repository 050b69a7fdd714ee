import { raw } from 'hono/html'
import { drawings } from './icons-data.ts'

export type IconName = keyof typeof drawings

export interface IconProps {
  name: IconName
  /** Said by screen readers; without it the icon is decoration beside a word. */
  label?: string
  size?: Size
}

type Size = 'small' | 'normal' | 'large'

/** A drawing in the colour of the text around it. */
export const Icon = ({ name, label, size = 'normal' }: IconProps) =>
  label === undefined ? decoration(name, size) : drawn(name, size, label)

const decorations = new Map<string, ReturnType<typeof drawn>>()

/** There are some on each line of a page, always the same. */
function decoration(name: IconName, size: Size): ReturnType<typeof drawn> {
  const key = `${size} ${name}`
  const known = decorations.get(key) ?? drawn(name, size)
  decorations.set(key, known)
  return known
}

const drawn = (name: IconName, size: Size, label?: string) => (
  // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden beside its word
  <svg
    class={size === 'normal' ? 'icon' : `icon icon--${size}`}
    viewBox="0 0 24 24"
    {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' })}
  >
    {raw(drawings[name])}
  </svg>
)
