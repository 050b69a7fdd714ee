import type { Child } from 'hono/jsx'
import { Layout, type LayoutProps } from './layout.tsx'
import { Mark } from './mark.tsx'

export interface QuietProps extends LayoutProps {
  /** Who the page speaks for, beside the mark. */
  name?: string
  /** At the right of the head: a way in, the language. */
  corner?: Child
  /** The tiled floor at the head: sign-in, set-up and the plaza. */
  floor?: boolean
  wide?: boolean
}

/** A single calm column: sign-in, set-up, and what everybody may see. */
export const Quiet = ({ name = 'Tertulia', corner, floor = true, wide, children, ...layout }: QuietProps) => (
  <Layout {...layout} bodyClass={wide ? 'quiet quiet--wide' : 'quiet'}>
    {floor && <div class="quiet__floor floor" aria-hidden="true" />}
    <div class="quiet__column">
      <header class="quiet__head">
        <a class="quiet__home" href="/">
          <Mark />
          <span class="quiet__name">{name}</span>
        </a>
        {corner}
      </header>
      <main class="quiet__main" id="main" tabindex={-1}>
        {children}
      </main>
    </div>
  </Layout>
)
