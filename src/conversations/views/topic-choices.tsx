import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import type { MessageTopic } from '../message-topics.ts'
import type { Topic } from '../topics.ts'

export interface TopicsProps {
  t: T
  messageId: string
  held: readonly MessageTopic[]
  all: readonly Topic[]
  mayCorrect: boolean
}

/** What a message is about, in the organisation's own words: chosen, suggested, or added here. */
export const TopicChoices = (props: TopicsProps) => {
  const { t, held, mayCorrect } = props
  return (
    <>
      <dt>{t('conversations.topics')}</dt>
      <dd>
        <p>
          <b>{held.length > 0 ? t.list(held.map((topic) => inWords(t, topic))) : t('conversations.topics-none')}</b>
        </p>
        {mayCorrect && <Buttons {...props} />}
      </dd>
    </>
  )
}

const inWords = (t: T, { name, says, p }: MessageTopic): string =>
  says === 'yes' ? name : t('conversations.topic-perhaps', { name, p: p ?? 0 })

const Buttons = ({ t, messageId, held, all }: TopicsProps) => {
  const address = `/messages/${messageId}/topics`
  const back = `/messages/${messageId}/reading`
  return (
    <>
      <fieldset class="why__choices">
        <legend class="visually-hidden">{t('conversations.topics')}</legend>
        {held
          .filter(({ says }) => says === 'perhaps')
          .map(({ name }) => (
            <Deed action={`${address}/${encodeURIComponent(name)}`} method="delete" fields={{ back }}>
              <Button variant="plain" small icon="x">
                {t('conversations.topic-not', { name })}
              </Button>
            </Deed>
          ))}
        {all.map(({ id, name }) => {
          const isHeld = held.some((topic) => topic.id === id && topic.says === 'yes')
          return (
            <Deed
              action={`${address}/${encodeURIComponent(name)}`}
              method={isHeld ? 'delete' : 'put'}
              fields={{ back }}
            >
              <Button
                variant={isHeld ? 'soft' : 'plain'}
                small
                aria-pressed={isHeld ? 'true' : 'false'}
                {...(isHeld ? { icon: 'check' } : {})}
              >
                {name}
              </Button>
            </Deed>
          )
        })}
      </fieldset>
      <Form action={address} inline>
        <input type="hidden" name="back" value={back} />
        <label class="visually-hidden" for={`topic-of-${messageId}`}>
          {t('conversations.topic-new')}
        </label>
        <input
          id={`topic-of-${messageId}`}
          class="field__input why__select"
          name="name"
          maxlength={60}
          required
          autocomplete="off"
          placeholder={t('conversations.topic-new')}
        />
        <Button variant="plain" small icon="plus">
          {t('conversations.topic-add')}
        </Button>
      </Form>
    </>
  )
}
