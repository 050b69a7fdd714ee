import type { T } from '../../core/i18n/translator.ts'
import { abuses, intents, sentiments, urgencies } from '../../reading/index.ts'
import { Button } from '../../ui/components/button.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import type { Decidable, MessageReading } from '../message-reading.ts'
import { languageName } from './reading-words.ts'

export interface ChoicesProps {
  t: T
  messageId: string
  reading: MessageReading
  what: Decidable
}

/** Those that are spoken most where we are known; any other can be told by a program. */
const languages = ['es', 'en', 'pt', 'fr', 'it', 'de', 'ca', 'gl', 'eu', 'nl'] as const

/** One click says what it is instead. Intents are put on and taken off one by one. */
export const Choices = (props: ChoicesProps) => {
  const { t, what } = props
  const name = t(`conversations.read-${what}`)
  if (what === 'language') return <Languages {...props} />
  return (
    <fieldset class="why__choices">
      <legend class="visually-hidden">{t('conversations.correct', { what: name })}</legend>
      {optionsOf(props).map(({ value, label, held }) => (
        <Choice {...props} value={value} label={label} held={held} />
      ))}
    </fieldset>
  )
}

interface Option {
  /** What the button says when it is pressed. */
  value: string
  label: string
  held: boolean
}

function optionsOf({ t, reading, what }: ChoicesProps): Option[] {
  if (what === 'mood')
    return sentiments.map((value) => ({ value, label: t(`conversations.mood-${value}`), held: value === reading.mood }))
  if (what === 'abuse')
    return abuses.map((value) => ({ value, label: t(`conversations.abuse-${value}`), held: value === reading.abuse }))
  if (what === 'urgency')
    return urgencies.map((value) => ({
      value: String(value),
      label: t(`conversations.urgency-${value}`),
      held: value === reading.urgency,
    }))
  return intents
    .filter((intent) => intent !== 'other')
    .map((intent) => {
      const held = reading.intents.includes(intent)
      const after = held ? reading.intents.filter((one) => one !== intent) : [...reading.intents, intent]
      return {
        value: after.filter((one) => one !== 'other').join(' '),
        label: t(`conversations.intent-${intent}`),
        held,
      }
    })
}

const Choice = ({ messageId, what, value, label, held }: ChoicesProps & Option) => {
  const address = `/messages/${messageId}/reading`
  return (
    <Deed action={address} method="put" fields={{ [what]: value, back: address }}>
      <Button
        variant={held ? 'soft' : 'plain'}
        small
        aria-pressed={held ? 'true' : 'false'}
        {...(held ? { icon: 'check' } : {})}
      >
        {label}
      </Button>
    </Deed>
  )
}

const Languages = ({ t, messageId, reading }: ChoicesProps) => {
  const address = `/messages/${messageId}/reading`
  const id = `language-${messageId}`
  const known = languages.some((one) => one === reading.language)
  return (
    <Form action={address} method="put" inline>
      <input type="hidden" name="back" value={address} />
      <label class="visually-hidden" for={id}>
        {t('conversations.read-language')}
      </label>
      <select id={id} name="language" class="field__input field__select why__select">
        {[...(known ? [] : [reading.language]), ...languages].map((value) => (
          <option value={value} {...(value === reading.language ? { selected: true } : {})}>
            {languageName(t, value)}
          </option>
        ))}
      </select>
      <Button variant="plain" small>
        {t('conversations.correct-language')}
      </Button>
    </Form>
  )
}
