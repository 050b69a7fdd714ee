import type { T } from '../core/i18n/translator.ts'
import { Dialog } from './components/dialog.tsx'

const everywhere = [
  { keys: '?', label: 'ui.keys-help' },
  { keys: 'Ctrl K', label: 'ui.keys-palette' },
  { keys: '/', label: 'ui.keys-search' },
  { keys: 'j', label: 'ui.keys-next' },
  { keys: 'k', label: 'ui.keys-previous' },
  { keys: 'x', label: 'ui.keys-choose' },
  { keys: 'Shift x', label: 'ui.keys-choose-to' },
  { keys: 'Ctrl ↵', label: 'ui.keys-send' },
]

/** What `?` shows: the keys of every page, and those that this page's links and buttons declare with `data-key`. */
export const KeyList = ({ t }: { t: T }) => (
  <Dialog t={t} id="key-list" title={t('ui.keys')}>
    <dl class="keys">
      {everywhere.map(({ keys, label }) => (
        <div class="keys__one">
          <dt>
            {keys.split(' ').map((key) => (
              <kbd>{key}</kbd>
            ))}
          </dt>
          <dd>{t(label)}</dd>
        </div>
      ))}
    </dl>
  </Dialog>
)
