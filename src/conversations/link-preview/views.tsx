import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { Preview } from './preview.ts'

export interface CardProps {
  t: T
  conversationId: string
  network: string
  /** Who shows it: the network by itself, or because we send it. */
  links: 'made' | 'sent'
  url: string
  preview: Preview
  /** Its author would rather send the link as it is. */
  bare: boolean
}

/** The place under the text where it stands what its first link leads to. Without script the link is a link. */
export const LinkPreview = ({ t, conversationId }: { t: T; conversationId: string }) => (
  <t-link-preview class="link-preview" data-url={`/conversations/${conversationId}/link-preview`}>
    <section data-card="" aria-label={t('conversations.link-preview')} />
  </t-link-preview>
)

export const Card = (props: CardProps) => {
  const { t, conversationId, network, links, url, preview, bare } = props
  const action = `/conversations/${conversationId}/link-preview`
  if (bare && links === 'sent')
    return (
      <p class="soft link-preview__note">
        {t('conversations.link-bare')}{' '}
        <Button variant="plain" small name="_method" value="put" formaction={`${action}?_method=put`} formnovalidate>
          {t('conversations.link-again')}
        </Button>
      </p>
    )
  return (
    <>
      {links === 'sent' && <input type="hidden" name="card" value={url} />}
      <div class="link-card">
        {preview.file && <img class="link-card__picture" src={preview.file} alt="" decoding="async" />}
        <div class="link-card__said">
          <p class="link-card__title">{preview.title}</p>
          {preview.description && <p class="link-card__description">{preview.description}</p>}
          <p class="soft link-card__host">
            <Icon name="link" size="small" /> {new URL(url).host}
          </p>
        </div>
        {links === 'sent' && (
          <Button
            variant="plain"
            small
            icon="x"
            label={t('conversations.link-remove')}
            name="_method"
            value="delete"
            formaction={`${action}?_method=delete`}
            formnovalidate
          />
        )}
      </div>
      <p class="soft link-preview__note">{t(`conversations.link-${links}`, { network })}</p>
    </>
  )
}
