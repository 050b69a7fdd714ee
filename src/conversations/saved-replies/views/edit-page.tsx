import {
  type Again,
  Asked,
  blank,
  HouseFrame,
  type HouseProps,
  type Team,
  textOf,
  Wrong,
} from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Field } from '../../../ui/components/field.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { languageName } from '../../views/reading-words.ts'
import type { SavedReply } from '../saved-reply.ts'
import { nameIn, variables } from '../variables.ts'
import { longestName, longestText } from '../write.ts'
import { languageInSentence, VariableList } from './parts.tsx'

export interface SavedRepliesEditProps extends HouseProps {
  /** The one that is changed. */
  one?: SavedReply
  /** What came back. */
  again?: Again
  /** Those it may be given to. */
  teams: readonly Team[]
  /** It may be everybody's. */
  mayAll: boolean
}

/** Writing a saved reply, or changing one. */
export const SavedRepliesEditPage = ({ one, again = blank, teams, mayAll, ...house }: SavedRepliesEditProps) => {
  const { t } = house.shell
  const title = one ? t('conversations.saved-edit-title', { name: one.name }) : t('conversations.saved-new')
  const back = one ? `/saved-replies/${one.id}` : '/saved-replies'
  const everybody = { value: '', label: t('conversations.saved-everybody') }
  const whose = [...(mayAll ? [everybody] : []), ...teams.map(({ id, name }) => ({ value: id, label: name }))]
  return (
    <HouseFrame {...house} path="/saved-replies" title={title}>
      <Wrong again={again} />
      {again.errors.text && <Notice tone="error">{again.errors.text}</Notice>}
      {whose.length === 0 ? (
        <Notice tone="careful">{t('conversations.saved-no-team')}</Notice>
      ) : (
        <Form action={back} method={one ? 'patch' : 'post'}>
          {one && <input type="hidden" name="version" value={textOf(again.values, 'version', String(one.version))} />}
          <Asked
            again={again}
            name="name"
            label={t('conversations.saved-name')}
            help={t('conversations.saved-name-help')}
            otherwise={one?.name ?? ''}
            required
            maxlength={longestName}
            autocomplete="off"
          />
          <Asked
            again={again}
            name="team"
            type="select"
            label={t('conversations.saved-whose')}
            otherwise={one?.team?.id ?? ''}
            options={whose}
          />
          {languagesOf(t, one, again).map((language) => (
            <TextField t={t} again={again} one={one} language={language} />
          ))}
          <Another t={t} again={again} one={one} />
          <div class="actions">
            <Button variant="primary" icon="check">
              {t('conversations.saved-save')}
            </Button>
            <Button variant="plain" href={back}>
              {t('conversations.saved-cancel')}
            </Button>
          </div>
        </Form>
      )}
      <Card title={t('conversations.saved-variables')} tone="sunk">
        <p>{t('conversations.saved-variables-help')}</p>
        <VariableList t={t} />
      </Card>
    </HouseFrame>
  )
}

/** The reader's own first, then the other one we speak, then whatever else it has. */
function languagesOf(t: T, one: SavedReply | undefined, again: Again): string[] {
  const written = Object.keys(again.values).filter((field) => field.startsWith('text.'))
  const had = one?.texts.map(({ language }) => language) ?? []
  const fields = written.map((field) => field.slice('text.'.length)).filter((code) => /^[a-z]{2,3}$/.test(code))
  return [...new Set([t.language, 'es', 'en', ...had, ...fields])]
}

interface TextProps {
  t: T
  again: Again
  one: SavedReply | undefined
}

const TextField = ({ t, again, one, language }: TextProps & { language: string }) => {
  const name = `text.${language}`
  const had = one?.texts.find((text) => text.language === language)?.text
  return (
    <div class="saved__language">
      <Field
        type="textarea"
        name={name}
        label={t('conversations.saved-text-in', { language: languageInSentence(t, language) })}
        value={textOf(again.values, name, had ?? '')}
        error={again.errors[name]}
        rows={5}
        {...(!one && language === t.language ? { 'data-begins': '' } : {})}
        maxlength={longestText}
      />
      <p class="saved__chips script-only">
        <span class="soft">{t('conversations.saved-insert')}</span>
        {variables.map((variable) => (
          <Button
            small
            type="button"
            data-insert={`{${nameIn(language, variable)}}`}
            data-into={`field-${name}`}
            aria-description={t(`conversations.saved-variable-${variable}`)}
          >
            {`{${nameIn(language, variable)}}`}
          </Button>
        ))}
      </p>
    </div>
  )
}

const further = [
  'ca',
  'de',
  'eu',
  'fr',
  'gl',
  'it',
  'nl',
  'pl',
  'pt',
  'ro',
  'sv',
  'ar',
  'ja',
  'ru',
  'uk',
  'zh',
] as const

const Another = ({ t, again, one }: TextProps) => {
  const shown = new Set(languagesOf(t, one, again))
  const options = further
    .filter((code) => !shown.has(code))
    .map((code) => ({ value: code, label: languageName(t, code) }))
  return (
    <details class="saved__more" {...(textOf(again.values, 'another') ? { open: true } : {})}>
      <summary>{t('conversations.saved-another')}</summary>
      <Asked
        again={again}
        name="another"
        type="select"
        label={t('conversations.saved-language')}
        options={[{ value: '', label: t('conversations.saved-choose') }, ...options]}
      />
      <Field
        type="textarea"
        name="another_text"
        label={t('conversations.saved-another-text')}
        value={textOf(again.values, 'another_text')}
        error={again.errors[`text.${textOf(again.values, 'another')}`]}
        rows={4}
        maxlength={longestText}
      />
    </details>
  )
}
