import { type Words, words } from '../lib/words.ts'
import type { Notification } from './notification.ts'

/** What a line of the bell says. */
export function sentence({ kind, by, who, team, subject, channel, missing, query }: Notification): Words {
  const about = subject ?? who
  const conversation = about === null ? words('notifications.a-conversation') : about
  const window = channel ?? words('notifications.a-window')
  switch (kind) {
    case 'assigned':
      return assigned(by, team, conversation)
    case 'reply-failed':
      return words('notifications.reply-failed', { conversation })
    case 'reply-uncertain':
      return words('notifications.reply-uncertain', { conversation })
    case 'mentions':
      return words('notifications.mentions', { query: query ?? words('notifications.a-search'), count: missing ?? 0 })
    case 'channel-failed':
      return words('notifications.channel-failed', { window })
    case 'channel-missing':
      return words('notifications.channel-missing', { window, count: missing ?? 0 })
  }
}

function assigned(by: string | null, team: string | null, conversation: string | Words): Words {
  if (team !== null)
    return by === null
      ? words('notifications.assigned-team', { team, conversation })
      : words('notifications.assigned-team-by', { by, team, conversation })
  return by === null
    ? words('notifications.assigned', { conversation })
    : words('notifications.assigned-by', { by, conversation })
}
