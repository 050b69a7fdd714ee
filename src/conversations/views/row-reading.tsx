import type { T } from '../../core/i18n/translator.ts'
import type { InboxRow, RowReading } from '../inbox-rows.ts'
import { Looks } from './looks.tsx'
import { abuseLook, intentLook, type Look, languageLook, moodLook, urgencyLook } from './reading-words.ts'

/** What stands out in a conversation of a list: haste, abuse, a mood, what it is for. */
export const RowReads = ({ t, reads }: { t: T; reads: RowReading | null }) => (
  <Looks looks={reads ? looksOf(t, reads) : []} />
)

const looksOf = (t: T, { language, mood, intents, urgency, abuse }: RowReading): Look[] => [
  ...(urgency >= 2 ? [urgencyLook(t, urgency)] : []),
  ...(abuse !== 'none' ? [abuseLook(t, abuse)] : []),
  ...(mood !== 'neutral' ? [moodLook(t, mood)] : []),
  ...intents.filter((one) => one !== 'other').map((intent) => intentLook(t, intent)),
  ...(language !== t.language && language !== 'und' ? [languageLook(t, language)] : []),
]

/** Why a conversation stands where it does, in one line: when who waits should have an answer, and what for. */
export function whyHere(t: T, { answerBy, reads }: Pick<InboxRow, 'answerBy' | 'reads'>): string | undefined {
  if (!answerBy) return undefined
  const urgency = t(`conversations.urgency-${reads?.urgency ?? 1}`).toLocaleLowerCase(t.language)
  return t('conversations.answer-by', {
    at: t.exact(answerBy),
    urgency,
    upset: reads?.mood === 'negative' ? 'yes' : 'no',
  })
}
