import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '../icons.tsx'
import { Button, type ButtonProps } from './button.tsx'
import { Deed } from './form.tsx'

export type MenuItem = { label: string; icon?: IconName; key?: string; danger?: boolean } & (
  | { href: string }
  | { action: string; method?: 'post' | 'put' | 'patch' | 'delete'; fields?: Record<string, string> }
)

export interface MenuProps {
  id: string
  /** The button that opens it. */
  button: ButtonProps
  items: readonly MenuItem[]
  /** Above the items. */
  children?: Child
}

/** A list of further deeds behind a button: a popover, so it needs no script and closes by itself. */
export const Menu = ({ id, button, items, children }: MenuProps) => (
  <>
    <Button {...button} type="button" popovertarget={id} />
    <div id={id} class="menu" popover="auto">
      {children}
      <ul class="menu__list">
        {items.map((item) => (
          <li>
            <Entry {...item} />
          </li>
        ))}
      </ul>
    </div>
  </>
)

const Entry = (item: MenuItem) => {
  const look = item.danger ? 'menu__item menu__item--danger' : 'menu__item'
  const inside = (
    <>
      {item.icon && <Icon name={item.icon} />}
      <span>{item.label}</span>
    </>
  )
  const key = item.key ? { 'data-key': item.key } : {}
  if ('href' in item)
    return (
      <a class={look} href={item.href} data-command={item.label} {...key}>
        {inside}
      </a>
    )
  return (
    <Deed action={item.action} method={item.method ?? 'post'} fields={item.fields ?? {}}>
      <button type="submit" class={look} data-command={item.label} {...key}>
        {inside}
      </button>
    </Deed>
  )
}
