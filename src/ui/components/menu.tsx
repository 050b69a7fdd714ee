import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '../icons.tsx'
import { Button, type ButtonProps } from './button.tsx'
import { Deed } from './form.tsx'

export type MenuItem = { label: string; icon?: IconName; key?: string; danger?: boolean } & (
  | { href: string }
  | { action: string; method?: 'post' | 'put' | 'patch' | 'delete'; fields?: Record<string, string> }
)

/** Some of many items, under what they have in common. */
export interface MenuGroup {
  label: string
  items: readonly MenuItem[]
}

export interface MenuProps {
  id: string
  /** The button that opens it. */
  button: ButtonProps
  items?: readonly MenuItem[]
  /** Of many, instead. */
  groups?: readonly MenuGroup[]
  /** Above the items. */
  children?: Child
}

/** A list of further deeds behind a button: a popover, so it needs no script and closes by itself. */
export const Menu = ({ id, button, items = [], groups, children }: MenuProps) => (
  <>
    <Button {...button} type="button" popovertarget={id} />
    <div id={id} class={groups ? 'menu menu--grouped' : 'menu'} popover="auto">
      {children}
      {groups ? (
        <div class="menu__groups">
          {groups
            .filter((group) => group.items.length > 0)
            .map((group, at) => (
              <div class="menu__group">
                <p class="menu__heading" id={`${id}-${at}`}>
                  {group.label}
                </p>
                <List items={group.items} labelledBy={`${id}-${at}`} />
              </div>
            ))}
        </div>
      ) : (
        <List items={items} />
      )}
    </div>
  </>
)

const List = ({ items, labelledBy }: { items: readonly MenuItem[]; labelledBy?: string }) => (
  <ul class="menu__list" {...(labelledBy ? { 'aria-labelledby': labelledBy } : {})}>
    {items.map((item) => (
      <li>
        <Entry {...item} />
      </li>
    ))}
  </ul>
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
