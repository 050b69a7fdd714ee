import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '../icons.tsx'

export interface EmptyProps {
  title: string
  icon?: IconName
  /** What belongs here. */
  children?: Child
  /** The one button that begins it. */
  action?: Child
}

/** An empty place teaches: what belongs here, and how it begins. */
export const Empty = ({ title, icon, children, action }: EmptyProps) => (
  <div class="empty">
    <div class="empty__floor floor" aria-hidden="true">
      {icon && (
        <span class="empty__icon">
          <Icon name={icon} size="large" />
        </span>
      )}
    </div>
    <h2 class="empty__title">{title}</h2>
    {children !== undefined && <div class="empty__text">{children}</div>}
    {action !== undefined && <div class="empty__action">{action}</div>}
  </div>
)
