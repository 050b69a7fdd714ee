import type { Child } from 'hono/jsx'
import type { T } from '../../core/i18n/translator.ts'
import type { Reason } from '../../reading/index.ts'
import { Button } from '../../ui/components/button.tsx'
import { Deed } from '../../ui/components/form.tsx'
import { Time } from '../../ui/components/time.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { Message } from '../message.ts'
import type { Correction, Decidable, MessageReading } from '../message-reading.ts'
import type { Topic } from '../topics.ts'
import { Choices } from './choices.tsx'
import { Marked } from './marked.tsx'
import { markedWords } from './marked-words.ts'
import { whyId } from './reading.tsx'
import { inWords, languageName } from './reading-words.ts'
import { TopicChoices } from './topic-choices.tsx'

export interface WhyProps {
  t: T
  message: Message
  reading: MessageReading
  /** Undefined when no reader can tell now. */
  reasons: readonly Reason[] | undefined
  mayCorrect: boolean
  /** The organisation's topics. */
  topics: readonly Topic[]
  /** The sentences there are: a rule without one is shown by its words alone. */
  hasWords: (key: string) => boolean
}

const asked: readonly { what: Decidable; of: string }[] = [
  { what: 'mood', of: 'sentiment' },
  { what: 'intents', of: 'intent' },
  { what: 'urgency', of: 'urgency' },
  { what: 'abuse', of: 'abuse' },
  { what: 'language', of: 'language' },
]

/** Why a message is read as it is, what people said otherwise, and the buttons to say so. Stands in a frame of the thread. */
export const Why = (props: WhyProps) => {
  const { t, message, reading, reasons } = props
  const depth = reading.depth === 'whole' ? undefined : t(`conversations.depth-${reading.depth}`)
  const pieces = markedWords(
    message.text,
    (reasons ?? []).filter(({ weight }) => weight > 0).map(({ words }) => words),
  )
  return (
    <turbo-frame id={whyId(message.id)}>
      <div class="why">
        {depth && <p class="soft">{depth}</p>}
        {!reasons && <p class="soft">{t('conversations.why-not-now')}</p>}
        {pieces.length > 1 && (
          <p class="why__text" dir="auto">
            <Marked found={{ messageId: message.id, pieces }} />
          </p>
        )}
        <dl class="why__list">
          {asked.map(({ what, of }) => (
            <Judged {...props} what={what} of={of} />
          ))}
          <TopicChoices
            t={t}
            messageId={message.id}
            held={message.topics}
            all={props.topics}
            mayCorrect={props.mayCorrect}
          />
        </dl>
      </div>
    </turbo-frame>
  )
}

const Judged = (props: WhyProps & { what: Decidable; of: string }) => {
  const { t, message, reading, what, of, mayCorrect } = props
  const correction = reading.corrections.find((one) => one.what === what)
  return (
    <>
      <dt>{t(`conversations.read-${what}`)}</dt>
      <dd>
        <p>
          <b>{valueInWords(t, reading, what)}</b>
          {!correction && isRead(reading, what) && (
            <> · {t('conversations.certainty', { p: certaintyOf(reading, what) })}</>
          )}
        </p>
        <Reasons {...props} of={of} />
        {correction && <Corrected t={t} messageId={message.id} correction={correction} mayUndo={mayCorrect} />}
        {mayCorrect && <Choices t={t} messageId={message.id} reading={reading} what={what} />}
      </dd>
    </>
  )
}

const valueInWords = (t: T, reading: MessageReading, what: Decidable): string => {
  if (what === 'language') return languageName(t, reading.language)
  if (what === 'intents' && reading.intents.length === 0) return t('conversations.intent-other')
  if (what === 'intents') return t.list(reading.intents.map((intent) => t(`conversations.intent-${intent}`)))
  return t(`conversations.${what}-${reading[what]}`)
}

/** What a language does not let be read is said without any certainty. */
const isRead = ({ depth }: MessageReading, what: Decidable): boolean =>
  depth === 'whole' || (depth !== 'none' && what === 'language') || (depth === 'mood' && what === 'mood')

/** No machine is wholly sure. */
const most = 0.99

/** Of several intents, the least certain of them. */
function certaintyOf({ certainty, intents }: MessageReading, what: Decidable): number {
  if (what !== 'intents') return Math.min(most, certainty[what])
  return intents.reduce((least, intent) => Math.min(least, certainty.intents.get(intent) ?? 0), most)
}

const mostReasons = 5

const Reasons = ({ t, reasons, of, hasWords }: WhyProps & { of: string }) => {
  const here = (reasons ?? []).filter((reason) => reason.of.startsWith(`${of}:`)).slice(0, mostReasons)
  if (here.length === 0) return null
  return (
    <ul class="why__reasons">
      {here.map((reason) => (
        <li>{sentence(t, reason, hasWords)}</li>
      ))}
    </ul>
  )
}

/** "“no funciona” speaks for: complaint." */
function sentence(t: T, { of, words, rule, weight }: Reason, hasWords: (key: string) => boolean): Child {
  const by = rule && hasWords(rule) ? 'rule' : 'words'
  const why = rule && by === 'rule' ? t(rule, { words }) : words
  return t(`conversations.reason-${by}-${weight < 0 ? 'against' : 'for'}`, { of: ofInWords(t, of), why })
}

function ofInWords(t: T, of: string): string {
  const [what = '', value = ''] = of.split(':')
  if (what === 'language') return languageName(t, value)
  return t(`conversations.${what === 'sentiment' ? 'mood' : what}-${value}`).toLocaleLowerCase(t.language)
}

const Corrected = (props: { t: T; messageId: string; correction: Correction; mayUndo: boolean }) => {
  const { t, messageId, correction, mayUndo } = props
  const { what, was, becomes, by, at } = correction
  const name = by?.name ?? t('conversations.somebody')
  const address = `/messages/${messageId}/reading`
  return (
    <div class="why__corrected">
      <Icon name="user-check" size="small" />
      <span>
        {t('conversations.corrected', { name, was: inWords(t, what, was), becomes: inWords(t, what, becomes) })} ·{' '}
        <Time t={t} at={at} />
      </span>
      {mayUndo && (
        <Deed action={address} method="delete" fields={{ what, back: address }}>
          <Button variant="plain" small icon="undo-2">
            {t('conversations.undo-correction')}
          </Button>
        </Deed>
      )}
    </div>
  )
}
