import type { T } from '../../core/i18n/translator.ts'
import { Icon } from '../../ui/icons.tsx'
import type { Message } from '../message.ts'
import type { MessageReading } from '../message-reading.ts'
import { Looks } from './looks.tsx'
import { abuseLook, intentLook, type Look, languageLook, moodLook, urgencyLook } from './reading-words.ts'

/** A quiet line under what they said: how it is read. Opened, it tells why, and takes a correction. */
export const ReadingLine = ({ t, message }: { t: T; message: Message }) => {
  if (message.isOurs || message.deletedAt) return null
  const address = `/messages/${message.id}/reading`
  return (
    <details class="reading">
      <ReadingSummary t={t} message={message} />
      <turbo-frame id={whyId(message.id)} src={address} loading="lazy" refresh="morph">
        <a href={address}>{t('conversations.reading-why')}</a>
      </turbo-frame>
    </details>
  )
}

export const whyId = (messageId: string): string => `why-${messageId}`
export const summaryId = (messageId: string): string => `reading-${messageId}`

/** The line itself; what changes live. */
export const ReadingSummary = ({ t, message }: { t: T; message: Message }) => (
  <summary id={summaryId(message.id)} title={t('conversations.reading-why')}>
    {message.reading ? <Stands t={t} reading={message.reading} /> : <span>{t('conversations.reading-due')}</span>}
    {message.topics.map((topic) => (
      <span class="reading__word">
        <Icon name={topic.says === 'yes' ? 'tag' : 'sparkles'} size="small" />
        {topic.says === 'yes' ? topic.name : t('conversations.topic-maybe', { name: topic.name })}
      </span>
    ))}
    <Icon name="circle-help" size="small" />
    <span class="visually-hidden">{t('conversations.reading-why')}</span>
  </summary>
)

const Stands = ({ t, reading }: { t: T; reading: MessageReading }) => {
  const looks = looksOf(t, reading)
  const who = reading.corrections.at(-1)?.by?.name
  return (
    <>
      <span class="visually-hidden">{t('conversations.reading')}: </span>
      {looks.length === 0 && <span>{t('conversations.reading-plain')}</span>}
      <Looks looks={looks} />
      {reading.corrections.length > 0 && (
        <span class="reading__word">
          <Icon name="user-check" size="small" />
          {who ? t('conversations.reading-by', { name: who }) : t('conversations.reading-by-somebody')}
        </span>
      )}
    </>
  )
}

/** What stands out: another language than the reader's own, a mood, intents, haste, abuse. */
function looksOf(t: T, reading: MessageReading): Look[] {
  const { depth, language, mood, intents, urgency, abuse } = reading
  if (depth === 'none') return [{ word: t('conversations.depth-none'), icon: 'circle-help', tone: 'plain' }]
  return [
    ...(urgency >= 2 ? [urgencyLook(t, urgency)] : []),
    ...(abuse !== 'none' ? [abuseLook(t, abuse)] : []),
    ...(mood !== 'neutral' ? [moodLook(t, mood)] : []),
    ...intents.filter((one) => one !== 'other').map((intent) => intentLook(t, intent)),
    ...(language !== t.language && language !== 'und' ? [languageLook(t, language)] : []),
  ]
}
