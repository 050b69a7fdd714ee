import { classes } from './attributes.ts'

export interface AvatarProps {
  name: string
  /** Decides the colour, so that a person keeps theirs when the name changes. */
  id?: string
  /** The network's own mark, shown on the face; with its name for screen readers. */
  network?: { mark: string; name: string }
  /** A picture at our own address. */
  src?: string | null
  size?: 'small' | 'normal' | 'large'
}

const colours = 12

/** A person's face: their picture, or their initials in a colour of their own. The name stands beside it in words. */
export const Avatar = ({ name, id, network, src, size = 'normal' }: AvatarProps) => (
  <span class={classes('avatar', `avatar--${size}`, `avatar--${colour(id ?? name)}`)}>
    {src ? (
      <img class="avatar__picture" src={src} alt="" loading="lazy" decoding="async" />
    ) : (
      <span class="avatar__initials" aria-hidden="true">
        {initials(name)}
      </span>
    )}
    {network && (
      <span class="avatar__network" title={network.name}>
        <span aria-hidden="true">{network.mark}</span>
        <span class="visually-hidden">{network.name}</span>
      </span>
    )}
  </span>
)

/** The first letters of the first and the last name; of a name without letters, its first sign. */
export function initials(name: string): string {
  const parts = name.normalize('NFC').match(/\p{L}+/gu) ?? []
  const first = parts[0]
  if (first === undefined) return [...name.trim()][0] ?? '?'
  const last = parts.length > 1 ? (parts.at(-1) ?? '') : ''
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toLocaleUpperCase()
}

/** FNV-1a: the same name has the same colour on every page. */
function colour(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return ((hash ^ (hash >>> 15)) >>> 0) % colours
}
