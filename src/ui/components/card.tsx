import type { Child } from 'hono/jsx'
import { classes, type Extra } from './attributes.ts'

export type CardProps = Extra & {
  children?: Child
  title?: Child
  /** Buttons beside the title. */
  actions?: Child
  /** `sunk`: quieter than the page. `good`, `careful`, `danger`: a line of that colour. */
  tone?: 'plain' | 'sunk' | 'good' | 'careful' | 'danger'
  id?: string
  class?: string
}

/** Things that belong together. */
export const Card = ({ children, title, actions, tone = 'plain', class: more, ...rest }: CardProps) => (
  <section class={classes('card', tone !== 'plain' && `card--${tone}`, more)} {...rest}>
    {(title !== undefined || actions !== undefined) && (
      <header class="card__head">
        {title !== undefined && <h2 class="card__title">{title}</h2>}
        {actions !== undefined && <div class="actions">{actions}</div>}
      </header>
    )}
    {children}
  </section>
)
