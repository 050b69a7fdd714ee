import type { T } from '../../core/i18n/translator.ts'
import { Button } from './button.tsx'

export interface PagerProps {
  t: T
  /** The address of the page after this one (`?after=`). */
  older?: string | undefined
  newer?: string | undefined
}

/** The way through a list that keeps growing: by key, never by page number. */
export const Pager = ({ t, older, newer }: PagerProps) =>
  older === undefined && newer === undefined ? null : (
    <nav class="pager" aria-label={t('ui.pages')}>
      {newer !== undefined && (
        <Button href={newer} icon="arrow-left" data-turbo-action="advance">
          {t('ui.newer')}
        </Button>
      )}
      {older !== undefined && (
        <Button href={older} icon="arrow-right" data-turbo-action="advance">
          {t('ui.older')}
        </Button>
      )}
    </nav>
  )
