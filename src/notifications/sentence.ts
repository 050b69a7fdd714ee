import { type Words, words } from '../lib/words.ts'
import type { Notification } from './notification.ts'

/** What a line of the bell says. */
export function sentence({ kind, by, who, subject, channel, missing }: Notification): Words {
  const about = subject ?? who
  const conversation = about === null ? words('notifications.a-conversation') : about
  const window = channel ?? words('notifications.a-window')
  switch (kind) {
    case 'assigned':
      return by === null
        ? words('notifications.assigned', { conversation })
        : words('notifications.assigned-by', { by, conversation })
    case 'reply-failed':
      return words('notifications.reply-failed', { conversation })
    case 'reply-uncertain':
      return words('notifications.reply-uncertain', { conversation })
    case 'channel-failed':
      return words('notifications.channel-failed', { window })
    case 'channel-missing':
      return words('notifications.channel-missing', { window, count: missing ?? 0 })
  }
}
