import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '../icons.tsx'

export interface NoticeProps {
  tone?: 'info' | 'good' | 'careful' | 'error'
  title?: Child
  children?: Child
  /** What to do next. */
  action?: Child
  id?: string
}

const icons: Record<NonNullable<NoticeProps['tone']>, IconName> = {
  info: 'info',
  good: 'circle-check',
  careful: 'triangle-alert',
  error: 'circle-alert',
}

/** Something to know on this page. An error is announced at once. */
export const Notice = ({ tone = 'info', title, children, action, id }: NoticeProps) => (
  <div class={`notice notice--${tone}`} role={tone === 'error' ? 'alert' : 'status'} {...(id ? { id } : {})}>
    <Icon name={icons[tone]} />
    <div class="notice__text">
      {title && <p class="notice__title">{title}</p>}
      {children !== undefined && <div>{children}</div>}
    </div>
    {action !== undefined && <div class="actions">{action}</div>}
  </div>
)
