import type { T } from '../../core/i18n/translator.ts'
import { assetUrl } from '../assets.ts'
import { Button } from './button.tsx'

/** What people answer customers with, before anything is searched. */
const usual =
  '😊 🙂 😀 😄 😉 😍 🥰 🤗 🙏 👍 👏 🙌 💪 👋 🤝 ❤️ 💚 💙 🎉 ✨ ⭐ ☕ 🌱 🌞 🔥 ✅ 👀 💡 📦 🚚 📍 📞 ✉️ ⏰ 😅 😔 😢 🤔 🙈 🥳'

const panelId = (into: string): string => `${into}-emoji`

/** Opens what can be chosen. Without script there is nothing to open: every system has a way of its own. */
export const EmojiButton = ({ t, into }: { t: T; into: string }) => (
  <Button type="button" class="emoji__open" icon="smile" label={t('ui.emoji')} popovertarget={panelId(into)} />
)

/** Emoji by their names in the reader's language: after `:` in the text, or from the panel of the button. */
export const Emoji = ({ t, into }: { t: T; into: string }) => (
  <t-emoji
    data-into={into}
    data-usual={usual}
    data-none={t('ui.emoji-none')}
    data-table={assetUrl(`emoji-${t.language === 'es' ? 'es' : 'en'}.txt`)}
  >
    <div class="names" id={`${into}-emoji-names`} role="listbox" aria-label={t('ui.emoji-found')} hidden />
    <div class="menu emoji" id={panelId(into)} popover="auto">
      <input
        class="field__input"
        type="search"
        placeholder={t('ui.emoji-search')}
        aria-label={t('ui.emoji-search')}
        autocomplete="off"
      />
      <fieldset class="emoji__grid" data-grid="" aria-label={t('ui.emoji-found')} />
      <p class="soft" data-status="" role="status" />
      <p class="soft emoji__hint">{t('ui.emoji-hint')}</p>
    </div>
  </t-emoji>
)
