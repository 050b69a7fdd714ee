import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '../icons.tsx'
import { classes, type Extra } from './attributes.ts'

/** tile: ours · terracotta: needs us · olive: good, done · saffron: waiting, careful · wine: danger. */
export type Tone = 'plain' | 'tile' | 'terracotta' | 'olive' | 'saffron' | 'wine'

export type ChipProps = Extra & {
  children?: Child
  tone?: Tone
  icon?: IconName
  href?: string
  title?: string
  id?: string
}

/** A few words about a thing. Never colour alone: the words say it too. */
export const Chip = ({ children, tone = 'plain', icon, href, ...rest }: ChipProps) => {
  const look = classes('chip', tone !== 'plain' && `chip--${tone}`)
  const inside = (
    <>
      {icon && <Icon name={icon} size="small" />}
      {children}
    </>
  )
  if (href !== undefined)
    return (
      <a class={look} href={href} {...rest}>
        {inside}
      </a>
    )
  return (
    <span class={look} {...rest}>
      {inside}
    </span>
  )
}
