import { Icon, type IconName } from '../icons.tsx'

export interface Tab {
  href: string
  label: string
  count?: number | string
  /** For a number that changes by itself. */
  countId?: string
  current?: boolean
  icon?: IconName
}

/** Views of the same things, each with its address. */
export const Tabs = ({ label, tabs }: { label: string; tabs: readonly Tab[] }) => (
  <nav class="tabs" aria-label={label}>
    {tabs.map((tab) => (
      <a class="tabs__tab" href={tab.href} {...(tab.current ? { 'aria-current': 'page' } : {})}>
        {tab.icon && <Icon name={tab.icon} size="small" />}
        {tab.label}
        {(tab.count !== undefined || tab.countId) && (
          <span class="tabs__count" {...(tab.countId ? { id: tab.countId } : {})}>
            {tab.count}
          </span>
        )}
      </a>
    ))}
  </nav>
)
