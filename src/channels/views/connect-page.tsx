import { z } from 'zod'
import type { Connector, Found } from '../../connectors/index.ts'
import type { Refusal } from '../../core/errors.ts'
import type { T } from '../../core/i18n/translator.ts'
import type { Words } from '../../lib/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Field } from '../../ui/components/field.tsx'
import { Form } from '../../ui/components/form.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import { fieldsOf, type Settings, type SettingsField } from '../try-settings.ts'

/** A form half filled in, with what the test found or refused. */
export interface Draft {
  settings: Settings
  historyDays: number
  found?: Found
  refusal?: Refusal
  /** The window whose settings these are; undefined for a new one. */
  channel?: { id: string; name: string }
}

/** The form of a window, drawn from its connector's own settings. */
export const ConnectPage = ({ shell, connector, draft }: { shell: Shell; connector: Connector; draft: Draft }) => {
  const { t } = shell
  const title = draft.channel
    ? t('channels.settings-of', { name: draft.channel.name })
    : t('channels.connect-to', { name: connector.name })
  const back = draft.channel ? `/channels/${draft.channel.id}` : '/channels/new'
  return (
    <Desk {...shell} title={title} current="channels">
      <PaneHead t={t} title={title} back={back} />
      <PaneBody page>
        {draft.refusal && (
          <Notice tone="error" title={t('channels.did-not-work')}>
            {t.words(draft.refusal.words)}
          </Notice>
        )}
        {draft.found && <FoundCard t={t} found={draft.found} />}
        <Form
          action={draft.channel ? back : `/channels/new/${connector.network}`}
          method={draft.channel ? 'patch' : 'post'}
          data-turbo="false"
        >
          <Fields t={t} connector={connector} draft={draft} />
          {!draft.channel && connector.history && <HistoryField t={t} days={draft.historyDays} />}
          <div class="actions">
            <Buttons t={t} connector={connector} draft={draft} />
          </div>
        </Form>
      </PaneBody>
    </Desk>
  )
}

const Buttons = ({ t, connector, draft }: { t: T; connector: Connector; draft: Draft }) => {
  if (draft.channel)
    return (
      <Button variant="primary" name="deed" value="save">
        {t('channels.test-and-save')}
      </Button>
    )
  return (
    <>
      {connector.consent && (
        <Button variant="primary" icon="external-link" name="deed" value="consent">
          {t('channels.consent', { name: connector.name })}
        </Button>
      )}
      <Button variant={connector.consent ? 'soft' : 'primary'} icon="plug" name="deed" value="connect">
        {t('channels.connect')}
      </Button>
      <Button icon="ear" name="deed" value="test">
        {t('channels.test')}
      </Button>
    </>
  )
}

const Fields = ({ t, connector, draft }: { t: T; connector: Connector; draft: Draft }) => {
  const shown = fieldsOf(connector).filter(({ meta }) => !meta.hidden)
  const draw = (field: SettingsField) => <SettingField t={t} field={field} draft={draft} />
  const advanced = shown.filter(({ meta }) => meta.advanced)
  return (
    <>
      {shown.filter(({ meta }) => !meta.advanced).map(draw)}
      {advanced.length > 0 && (
        <details>
          <summary>{t('channels.more-settings')}</summary>
          {advanced.map(draw)}
        </details>
      )}
    </>
  )
}

const SettingField = ({ t, field: { name, meta, schema }, draft }: { t: T; field: SettingsField; draft: Draft }) => {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const type = meta.input ?? (meta.secret ? 'password' : inputOf(json))
  const error = draft.refusal?.fields[name]
  const value = meta.secret && draft.channel ? '' : (draft.settings[name] ?? json.default)
  const help = [meta.help ? t(meta.help) : '', meta.secret && draft.channel ? t('channels.secret-kept') : '']
    .filter(Boolean)
    .join(' ')
  return (
    <>
      {type === 'checkbox' && <input type="hidden" name="box" value={name} />}
      <Field
        name={`s.${name}`}
        id={`setting-${name}`}
        label={t(meta.label)}
        type={type}
        value={asFieldValue(value)}
        autocomplete="off"
        {...(help ? { help } : {})}
        {...(meta.placeholder ? { placeholder: meta.placeholder } : {})}
        {...(json.enum ? { options: json.enum.map((one) => ({ value: String(one), label: String(one) })) } : {})}
        error={error && t.words(error)}
      />
    </>
  )
}

const inputOf = (json: z.core.JSONSchema.BaseSchema) => {
  if (json.type === 'boolean') return 'checkbox'
  if (json.enum) return 'select'
  if (json.type === 'integer' || json.type === 'number') return 'number'
  return json.format === 'uri' ? 'url' : 'text'
}

function asFieldValue(value: unknown): string | number | boolean | undefined {
  if (Array.isArray(value)) return value.join(' ')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}

const HistoryField = ({ t, days }: { t: T; days: number }) => (
  <Field
    name="history_days"
    label={t('channels.history-days')}
    help={t('channels.history-days-help')}
    type="number"
    min={0}
    max={3650}
    value={days}
  />
)

const FoundCard = ({ t, found }: { t: T; found: Found }) => (
  <Card tone="good" title={t('channels.found', { name: found.account.name })}>
    {found.account.handle && <p>{found.account.handle}</p>}
    <FoundList t={t} title={t('channels.found-hears')} said={found.hears} />
    <FoundList t={t} title={t('channels.found-says')} said={found.says} />
    <FoundList t={t} title={t('channels.found-limits')} said={found.limits} />
  </Card>
)

const FoundList = ({ t, title, said }: { t: T; title: string; said: readonly Words[] }) =>
  said.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul>
        {said.map((words) => (
          <li>{t.words(words)}</li>
        ))}
      </ul>
    </>
  )
