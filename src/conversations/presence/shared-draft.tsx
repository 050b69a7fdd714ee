import type { T } from '../../core/i18n/translator.ts'
import { Icon } from '../../ui/icons.tsx'
import type { Who } from '../conversation.ts'

export const sharedDraftId = (conversationId: string): string => `shared-draft-${conversationId}`

export interface SharedDraftProps {
  t: T
  /** Grows with every change; null when nothing is kept. */
  version: number | null
  /** Live, also whoever is looking at this: their browser leaves them out. */
  writers: readonly Who[]
}

/** Whose words stand in the draft too. A page that has another version of it asks for this one. */
export const SharedDraft = ({ t, version, writers }: SharedDraftProps) => (
  <t-draft class="shared-draft" data-version={version ?? ''}>
    <Icon name="users" size="small" />
    <span>{t('conversations.draft-with')}</span>
    {writers.slice(0, 8).map((one) => (
      <t-here class="shared-draft__one" data-who={one.id}>
        {one.name}
      </t-here>
    ))}
  </t-draft>
)
