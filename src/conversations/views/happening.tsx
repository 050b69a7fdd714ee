import type { T } from '../../core/i18n/translator.ts'
import { Happened } from '../../ui/components/remark.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { IconName } from '../../ui/icons.tsx'
import type { Happening } from '../happenings.ts'

const icons: Record<string, IconName> = {
  'conversation.closed': 'check',
  'conversation.reopened': 'rotate-ccw',
  'conversation.assigned': 'user-check',
  'conversation.unassigned': 'user-x',
  'conversation.snoozed': 'alarm-clock',
  'conversation.woken': 'bell',
  'conversation.tagged': 'tag',
  'conversation.untagged': 'tag',
  'conversation.united': 'git-merge',
  'message.moderated': 'shield',
  'reply.withdrawn': 'undo-2',
}

/** What one of us, or time, did to the conversation. */
export const Happens = ({ t, happening }: { t: T; happening: Happening }) => (
  <Happened icon={icons[happening.kind] ?? 'info'} id={`event-${happening.seq}`}>
    {sentence(t, happening)} · <Time t={t} at={happening.at} />
  </Happened>
)

function sentence(t: T, { kind, by, user, team, tag, until, because, as }: Happening): string {
  const name = by?.name ?? t('conversations.somebody')
  if (kind === 'conversation.assigned' && user && user.id === by?.id && !team) return t('conversations.took', { name })
  if (kind === 'conversation.assigned' || kind === 'conversation.unassigned') {
    const to = user?.name ?? team?.name ?? t('conversations.somebody')
    return t(`conversations.did-${kind.slice('conversation.'.length)}`, { name, to })
  }
  if (kind === 'conversation.reopened' && because === 'message') return t('conversations.reopened-by-message')
  if (kind === 'conversation.woken' && because === 'time') return t('conversations.woken-by-time')
  if (kind === 'conversation.united') return t('conversations.did-united')
  const key =
    kind === 'message.moderated'
      ? 'moderated'
      : kind === 'reply.withdrawn'
        ? 'withdrawn'
        : kind.slice('conversation.'.length)
  return t(`conversations.did-${key}`, { name, tag: tag ?? '…', until: until ? t.exact(until) : '', as: as ?? '' })
}
