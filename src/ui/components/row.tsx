import type { Child } from 'hono/jsx'
import { classes, type Extra } from './attributes.ts'

export type RowProps = Extra & {
  id: string
  href: string
  title: Child
  /** A face or a mark. */
  lead?: Child
  /** At the right of the title: a `<Time still>`. */
  time?: Child
  /** The beginning of what was said, two lines. */
  children?: Child
  chips?: Child
  current?: boolean
  /** Nobody of the team has seen it. */
  unread?: boolean
  /** Said before the title for screen readers when it is unread. */
  unreadLabel?: string
  /** A box to choose it with others, before the link. */
  choose?: Child
  /** What can be done with it, below: the row itself is a link. */
  after?: Child
}

/** The list that rows stand in. Its id is what live rows arrive at. */
export const Rows = ({ id, label, children }: { id: string; label: string; children?: Child }) => (
  <ul id={id} class="rows" aria-label={label}>
    {children}
  </ul>
)

/** One line of a list: who, what, when. */
export const Row = (props: RowProps) => {
  const { id, href, title, lead, time, children, chips, current, unread, unreadLabel, choose, after, ...rest } = props
  return (
    <li id={id} class={classes('row', unread && 'row--unread')} {...rest}>
      {choose}
      <a class="row__link" href={href} {...(current ? { 'aria-current': 'true' } : {})}>
        {lead}
        <span class="row__words">
          <span class="row__head">
            <span class="row__title">
              {unread && (
                <span class="visually-hidden" data-unread="">
                  {unreadLabel}
                </span>
              )}
              {title}
            </span>
            {time !== undefined && <span class="row__time">{time}</span>}
          </span>
          {children !== undefined && <span class="row__text">{children}</span>}
          {chips !== undefined && <span class="chips">{chips}</span>}
        </span>
      </a>
      {after !== undefined && <div class="row__after actions">{after}</div>}
    </li>
  )
}
