import type { T } from '../core/i18n/translator.ts'
import { Icon, type IconName } from './icons.tsx'

/** Something the palette offers on every page; what a page itself offers carries `data-command`. */
export interface Command {
  /** A message key. */
  label: string
  href: string
  icon?: IconName
}

/**
 * Ctrl/⌘ K. The element fills it with the page's own links and buttons that carry `data-command`, so it can do nothing
 * that the page cannot.
 */
export const Palette = ({ t, commands }: { t: T; commands: readonly Command[] }) => (
  <t-palette>
    <dialog class="palette" aria-label={t('ui.palette')} closedby="any">
      <form method="get" action="/conversations" class="palette__form">
        <Icon name="search" />
        <input
          class="palette__input"
          type="search"
          name="q"
          autocomplete="off"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-label={t('ui.palette')}
          placeholder={t('ui.palette-hint')}
        />
      </form>
      <div class="palette__list" id="palette-list" role="listbox" aria-label={t('ui.palette')} />
      <template data-search={t('ui.palette-search', { query: '{query}' })} data-none={t('ui.palette-none')}>
        {commands.map((command) => (
          <a href={command.href} data-command={t(command.label)}>
            {command.icon && <Icon name={command.icon} />}
          </a>
        ))}
      </template>
    </dialog>
  </t-palette>
)
