import { Icon } from '../icons.tsx'

export interface SearchProps {
  action: string
  label: string
  name?: string
  value?: string
  /** The key that leads elsewhere to search, shown at the end. */
  shortcut?: string
  /** What travels along: the view that is searched. */
  fields?: Record<string, string>
}

/** Words to look for; `/` goes here. */
export const Search = ({ action, label, name = 'q', value, shortcut, fields = {} }: SearchProps) => (
  <search>
    <form method="get" action={action} class="search">
      <Icon name="search" />
      {Object.entries(fields).map(([field, kept]) => (
        <input type="hidden" name={field} value={kept} />
      ))}
      <input
        type="search"
        name={name}
        aria-label={label}
        placeholder={label}
        data-key="/"
        {...(value ? { value } : {})}
      />
      {shortcut && <kbd>{shortcut}</kbd>}
    </form>
  </search>
)
