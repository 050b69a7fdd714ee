import type { T } from '../../core/i18n/translator.ts'
import type { Abuse, Intent, Sentiment, Urgency } from '../../reading/index.ts'
import type { Tone } from '../../ui/components/chip.tsx'
import type { IconName } from '../../ui/icons.tsx'
import type { Decidable } from '../message-reading.ts'

/** How readings look, wherever they are shown: a word and a shape, and only then a colour. */
export interface Look {
  word: string
  icon: IconName
  tone: Tone
}

const moods: Record<Sentiment, { icon: IconName; tone: Tone }> = {
  negative: { icon: 'frown', tone: 'saffron' },
  neutral: { icon: 'message-circle', tone: 'plain' },
  positive: { icon: 'smile', tone: 'olive' },
}

const intentIcons: Record<Intent, IconName> = {
  complaint: 'triangle-alert',
  question: 'circle-help',
  suggestion: 'lightbulb',
  praise: 'sparkles',
  thanks: 'hand',
  purchase: 'store',
  spam: 'circle-x',
  other: 'message-circle',
}

const urgencies: Record<Urgency, { icon: IconName; tone: Tone }> = {
  0: { icon: 'clock', tone: 'plain' },
  1: { icon: 'clock', tone: 'plain' },
  2: { icon: 'clock-alert', tone: 'terracotta' },
  3: { icon: 'zap', tone: 'terracotta' },
}

export const moodLook = (t: T, mood: Sentiment): Look => ({ word: t(`conversations.mood-${mood}`), ...moods[mood] })

export const intentLook = (t: T, intent: Intent): Look => ({
  word: t(`conversations.intent-${intent}`),
  icon: intentIcons[intent],
  tone: 'plain',
})

export const urgencyLook = (t: T, urgency: Urgency): Look => ({
  word: t(`conversations.urgency-${urgency}`),
  ...urgencies[urgency],
})

export const abuseLook = (t: T, abuse: Abuse): Look => ({
  word: t(`conversations.abuse-${abuse}`),
  icon: 'shield',
  tone: abuse === 'none' || abuse === 'profanity' ? 'plain' : 'wine',
})

export const languageLook = (t: T, language: string): Look => ({
  word: languageName(t, language),
  icon: 'languages',
  tone: 'plain',
})

/** Dear to make: a list of conversations names seven languages for each page. */
const namesIn = new Map<string, Intl.DisplayNames>()

/** "French"; of what no name is known for, the code itself. */
export function languageName(t: T, language: string): string {
  if (language === 'und') return t('conversations.language-unknown')
  const names = namesIn.get(t.language) ?? new Intl.DisplayNames([t.language], { type: 'language', fallback: 'code' })
  namesIn.set(t.language, names)
  const name = names.of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(t.language) + name.slice(1)
}

/** A decision, as it is kept, in words. */
export function inWords(t: T, what: Decidable, value: string): string {
  if (what === 'language') return languageName(t, value)
  if (what === 'intents') return t.list(value.split(' ').map((intent) => t(`conversations.intent-${intent}`)))
  return t(`conversations.${what}-${value}`)
}
