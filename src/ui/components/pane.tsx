import type { Child } from 'hono/jsx'
import type { T } from '../../core/i18n/translator.ts'
import { Button } from './button.tsx'

export interface PaneHeadProps {
  t: T
  title: Child
  /** Under the title, softly. */
  subtitle?: Child
  /** Before the title: a face. */
  lead?: Child
  actions?: Child
  /** Where a narrow screen goes back to. */
  back?: string
  /** The page's own title is its first heading; a list beside it has a second. */
  level?: 1 | 2
  /** Below the line: tabs, search. */
  children?: Child
}

/** The head of a pane; it stays while the pane scrolls. */
export const PaneHead = ({ t, title, subtitle, lead, actions, back, level = 1, children }: PaneHeadProps) => (
  <header class="pane__head">
    <div class="pane__line">
      {back !== undefined && (
        <Button class="pane__back" variant="plain" icon="arrow-left" label={t('ui.back')} href={back} />
      )}
      {lead}
      <div class="pane__titles">
        {level === 1 ? <h1 class="pane__title">{title}</h1> : <h2 class="pane__title">{title}</h2>}
        {subtitle !== undefined && <p class="pane__subtitle">{subtitle}</p>}
      </div>
      {actions !== undefined && <div class="actions">{actions}</div>}
    </div>
    {children}
  </header>
)

/** What scrolls. With `keep` (an id) it stays where it was when the next page shows the same list. */
export const PaneBody = ({ children, keep, page }: { children?: Child; keep?: string; page?: boolean }) => (
  <div
    class={page ? 'pane__body pane__body--page' : 'pane__body'}
    {...(keep ? { id: keep, 'data-keep-scroll': '' } : {})}
  >
    {children}
  </div>
)

/** What stays below: the composer. */
export const PaneFoot = ({ children }: { children?: Child }) => <footer class="pane__foot">{children}</footer>

export interface SectionProps {
  title: string
  children?: Child
  actions?: Child
  id?: string
}

/** A titled part of the person's pane or of a page. */
export const Section = ({ title, children, actions, id }: SectionProps) => (
  <section class="section" {...(id ? { id } : {})}>
    <header class="section__head">
      <h2 class="section__title">{title}</h2>
      {actions}
    </header>
    {children}
  </section>
)

/** Facts in two columns: what, and when or how much. */
export const Facts = ({ facts }: { facts: readonly { label: Child; value: Child }[] }) => (
  <dl class="facts">
    {facts.map(({ label, value }) => (
      <div class="facts__one">
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
