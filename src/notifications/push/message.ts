import { createHash } from 'node:crypto'
import type { Core } from '../../core/core.ts'
import type { T, Translator } from '../../core/i18n/translator.ts'
import { type Choices, findChoices, subjectOf } from '../choices.ts'
import { findLines, type Notification } from '../notification.ts'
import { sentence } from '../sentence.ts'
import type { PushMessage } from './post.ts'

/** What telling on devices needs to know. */
export interface Pushing {
  core: Core
  translator: Translator
  networkName(network: string): string
}

/** What is told: a line of the bell, how many waited for quiet to end, or that it works. */
export type What = { notification: string } | { count: number } | { trial: true }

/** In the words of whom it is for. Undefined: they have read it, want none of its kind, or have it before them now. */
export async function writeMessage(pushing: Pushing, userId: string, what: What): Promise<PushMessage | undefined> {
  const { core, translator } = pushing
  const user = await core.db
    .selectFrom('users')
    .select(['language', 'time_zone'])
    .where('id', '=', userId)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
  if (!user) return undefined
  const t = translator.for(user.language, user.time_zone)
  if ('trial' in what) return trial(t)
  if ('count' in what) return waited(t, what.count)
  const [line] = await findLines(core.db, [what.notification])
  if (!line || line.readAt || (await isBefore(pushing, line))) return undefined
  const choices = await findChoices(core.db, userId)
  const subject = subjectOf(line.kind)
  return subject && !choices.push[subject] ? undefined : shown(pushing, t, line, choices)
}

/** They look at the conversation in one of their tabs: it stands before them. */
async function isBefore({ core }: Pushing, { userId, conversationId }: Notification): Promise<boolean> {
  if (!conversationId) return false
  const there = await core.db
    .selectFrom('presences')
    .select('tab')
    .where('user_id', '=', userId)
    .where('conversation_id', '=', conversationId)
    .where('seen_at', '>', new Date(core.clock.now().getTime() - 30_000))
    .executeTakeFirst()
  return there !== undefined
}

/** Who and where, and nothing of what was said, unless they chose so. */
function shown({ networkName }: Pushing, t: T, line: Notification, { pushWords }: Choices): PushMessage {
  const place = line.network ? networkName(line.network) : line.channel
  const from = line.who && place ? t('notifications.push-from', { who: line.who, place }) : (line.who ?? line.channel)
  return {
    title: cut(from ?? t('notifications.title')),
    body: cut(t.words(sentence(pushWords ? line : { ...line, subject: null, said: null }))),
    url: `/notifications/${line.id}`,
    tag: tagOf(line.href),
    urgent: line.kind === 'late',
  }
}

const waited = (t: T, count: number): PushMessage => ({
  title: t('notifications.push-after-quiet'),
  body: t('notifications.push-count', { count }),
  url: '/notifications',
  tag: tagOf('/notifications'),
  urgent: false,
})

const trial = (t: T): PushMessage => ({
  title: t('notifications.push-trial-title'),
  body: t('notifications.push-trial'),
  url: '/notifications/settings',
  tag: tagOf('trial'),
  urgent: true,
})

const cut = (text: string): string => Array.from(text).slice(0, 200).join('')

/** At most 32 letters of base64url, as a push service takes them; it says nothing to it. */
const tagOf = (href: string): string =>
  createHash('sha256')
    .update(href.split('#')[0] ?? href)
    .digest('base64url')
    .slice(0, 32)
