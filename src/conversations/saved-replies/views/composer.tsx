import type { T } from '../../../core/i18n/translator.ts'
import type { Viewer } from '../../../core/web.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Dialog } from '../../../ui/components/dialog.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { offerFrame } from './offer.tsx'
import { mayWriteSome } from './parts.tsx'

interface Props {
  t: T
  conversationId: string
  to: string
  viewer: Pick<Viewer, 'can' | 'teamIds'>
}

/** Beside the send button: what was written is kept, and the list is shown. Script shows it in a window instead. */
export const SavedRepliesButton = ({ t, conversationId }: Pick<Props, 't' | 'conversationId'>) => (
  <Button
    class="composer__tool"
    title={t('conversations.saved')}
    icon="quote"
    formaction={`/conversations/${conversationId}/saved-replies`}
    formnovalidate
    data-saved-replies=""
    data-key="r"
    data-command={t('conversations.saved-insert-one')}
    aria-keyshortcuts="r Control+/ Meta+/"
  >
    {t('conversations.saved-short')}
  </Button>
)

/** Under the text: what a saved reply left open and nobody has filled in yet. */
export const SavedReplyGaps = ({ t }: { t: T }) => (
  <p
    class="saved__gaps"
    data-gaps=""
    data-lacks={t('conversations.saved-fill', { gaps: '{gaps}' })}
    role="status"
    hidden
  >
    <Icon name="triangle-alert" size="small" />
    <span />
  </p>
)

/** The window with the list, filtered as one types. It stands outside the composer's own form. */
export const SavedRepliesWindow = ({ t, viewer, conversationId, to }: Props) => (
  <t-saved-replies
    class="script-only"
    data-composer="reply"
    data-src={`/conversations/${conversationId}/saved-replies?to=${to}`}
    data-failed={t('conversations.saved-failed')}
  >
    <Dialog t={t} id="saved-replies-window" title={t('conversations.saved')} wide>
      <div class="search">
        <Icon name="search" />
        <input
          type="search"
          autocomplete="off"
          aria-label={t('conversations.saved-search')}
          placeholder={t('conversations.saved-search')}
          aria-controls={offerFrame}
        />
      </div>
      <p class="soft" data-status="" role="status" />
      <turbo-frame id={offerFrame} />
      <p class="saved__manage">
        <a href="/saved-replies">{t('conversations.saved-manage')}</a>
        {mayWriteSome(viewer) && (
          <a href="/saved-replies/new" data-keep-this="">
            {t('conversations.saved-keep-this')}
          </a>
        )}
        <span class="soft">
          {t('conversations.saved-keys')} <kbd>r</kbd> <kbd>Ctrl /</kbd>
        </span>
      </p>
    </Dialog>
  </t-saved-replies>
)
