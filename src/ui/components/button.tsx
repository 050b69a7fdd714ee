import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '../icons.tsx'
import { classes, type Extra } from './attributes.ts'

export type ButtonProps = Extra & {
  children?: Child
  /** `primary`: the one deed of a form. `soft`: beside it. `plain`: only words. `danger`: cannot be undone. */
  variant?: 'primary' | 'soft' | 'plain' | 'danger'
  icon?: IconName
  /** The button shows only its icon; this is what it says to screen readers and on hover. */
  label?: string
  /** What it says on hover, where its words may be hidden for want of room. */
  title?: string
  small?: boolean
  busy?: boolean
  disabled?: boolean
  /** A link that looks like a button. */
  href?: string
  /** Target for links: a new tab. */
  newTab?: boolean
  type?: 'submit' | 'button' | 'reset'
  id?: string
  name?: string
  value?: string
  form?: string
  formaction?: string
  formmethod?: 'get' | 'post'
  formnovalidate?: boolean
  popovertarget?: string
  popovertargetaction?: 'show' | 'hide' | 'toggle'
  command?: string
  commandfor?: string
  class?: string
}

/** A deed, or with `href` the way to a page. */
export const Button = (props: ButtonProps) => {
  const {
    children,
    variant = 'soft',
    icon,
    label,
    small,
    busy,
    href,
    newTab,
    type = 'submit',
    class: more,
    ...rest
  } = props
  const look = classes(
    'button',
    `button--${variant}`,
    small && 'button--small',
    label !== undefined && 'button--icon',
    more,
  )
  const named = label === undefined ? {} : { 'aria-label': label, title: label }
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      {children !== undefined && <span class="button__text">{children}</span>}
    </>
  )
  if (href !== undefined) {
    return (
      <a
        class={look}
        href={href}
        {...named}
        {...(newTab ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
        {...rest}
      >
        {inside}
      </a>
    )
  }
  return (
    <button class={look} type={type} {...named} {...(busy ? { 'aria-busy': 'true' } : {})} {...rest}>
      {inside}
    </button>
  )
}
