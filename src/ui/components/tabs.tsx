import { Icon, type IconName } from '../icons.tsx'

export interface Tab {
  href: string
  label: string
  count?: number | string
  /** For a number that changes by itself. */
  countId?: string
  /** `within`: what is shown is one of several that it leads to. */
  current?: boolean | 'within'
  icon?: IconName
}

/** Views of the same things, each with its address. `inner`: those of one of the tabs above. */
export const Tabs = ({ label, tabs, inner }: { label: string; tabs: readonly Tab[]; inner?: boolean }) => (
  <nav class={inner ? 'tabs tabs--inner' : 'tabs'} aria-label={label}>
    {tabs.map((tab) => (
      <a
        class="tabs__tab"
        href={tab.href}
        {...(tab.current ? { 'aria-current': tab.current === 'within' ? 'true' : 'page' } : {})}
      >
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
