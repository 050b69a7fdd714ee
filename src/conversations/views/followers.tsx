import type { T } from '../../core/i18n/translator.ts'
import { Chip } from '../../ui/components/chip.tsx'
import type { Who } from '../conversation.ts'

export interface FollowersProps {
  t: T
  conversationId: string
  followers: readonly Who[]
}

const named = 3

/** Who is told what happens in a conversation; the rest of many on hover. Live changes replace it. */
export const Followers = ({ t, conversationId, followers }: FollowersProps) => {
  const names = followers.map((one) => one.name)
  const more = names.length - named
  return (
    <p class="chips" id={`followers-${conversationId}`}>
      {names.length > 0 && (
        <Chip icon="bell" title={t.list(names)}>
          {more > 0
            ? t('conversations.followed-by-more', { names: names.slice(0, named).join(', '), count: more })
            : t('conversations.followed-by', { names: t.list(names) })}
        </Chip>
      )}
    </p>
  )
}
