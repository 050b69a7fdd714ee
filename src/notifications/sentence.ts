import { type Words, words } from '../lib/words.ts'
import type { Notification } from './notification.ts'

/** What a line of the bell says. */
export function sentence(line: Notification): Words {
  const said = what(line)
  return line.said === null ? said : words('notifications.with-note', { line: said, said: line.said })
}

function what(line: Notification): Words {
  const { kind, by, who, subject, channel, missing, query } = line
  const about = subject ?? who
  const conversation = about === null ? words('notifications.a-conversation') : about
  const window = channel ?? words('notifications.a-window')
  switch (kind) {
    case 'assigned':
      return assigned(by, line.team, conversation)
    case 'reply-failed':
    case 'reply-uncertain':
      return words(`notifications.${kind}${line.ofAnother ? '-left' : ''}`, { conversation })
    case 'reply-held':
      return words(`notifications.held-${line.because ?? 'spoke'}`, { conversation })
    case 'to-approve':
      return by === null
        ? words('notifications.to-approve-still', { conversation })
        : words('notifications.to-approve', { by, conversation })
    case 'due-soon':
    case 'late':
    case 'promise-soon':
    case 'promise-due':
      return words(`notifications.${kind}`, { conversation })
    case 'mentions':
      return words('notifications.mentions', { query: query ?? words('notifications.a-search'), count: missing ?? 0 })
    case 'told':
      return line.automation === null
        ? words('notifications.told', { by: by ?? words('notifications.somebody'), conversation })
        : words('notifications.told-by-automation', { automation: line.automation, conversation })
    case 'automation-paused':
      return line.onlyHere
        ? words('notifications.automation-skipped', { automation: line.automation ?? '…', conversation })
        : words('notifications.automation-paused', { automation: line.automation ?? '…' })
    case 'spoke':
    case 'bad-mark':
      return words(`notifications.${kind}`, { conversation })
    case 'answered':
    case 'closed':
    case 'noted':
    case 'named':
    case 'approved':
    case 'sent-back':
      return by === null
        ? words(`notifications.${kind}`, { conversation })
        : words(`notifications.${kind}-by`, { by, conversation })
    case 'handed-on':
      return handedOn(line, conversation)
    case 'bulk-assigned':
    case 'bulk-handed-on':
    case 'bulk-closed':
      return words(`notifications.${kind}`, { by: by ?? words('notifications.somebody'), count: missing ?? 0 })
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

function handedOn({ by, to, team, took }: Notification, conversation: string | Words): Words {
  const whom = to ?? team ?? words('notifications.somebody')
  if (by === null) return words('notifications.handed-on', { to: whom, conversation })
  return took
    ? words('notifications.took', { by, conversation })
    : words('notifications.handed-on-by', { by, to: whom, conversation })
}
