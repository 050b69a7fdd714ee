import type { Refusal } from '../../../core/errors.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Field } from '../../../ui/components/field.tsx'
import { Deed, Form } from '../../../ui/components/form.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { PaneBody, PaneHead } from '../../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../../ui/desk.tsx'
import { type Field as Column, fields } from '../fields.ts'
import type { Import } from '../import.ts'
import { type Plan, visibilities } from '../plan.ts'
import type { Previewed } from '../preview.ts'
import { PreviewTable } from './preview-table.tsx'

export interface PlanPageProps {
  shell: Shell
  it: Import
  plan: Plan
  rows: readonly Previewed[]
  refusal?: Refusal | undefined
}

/** Which column is what, and how the first lines would come in. */
export const PlanPage = ({ shell, it, plan, rows, refusal }: PlanPageProps) => {
  const { t } = shell
  const title = t('import.plan-title', { name: it.name })
  return (
    <Desk {...shell} title={title} current="house">
      <PaneHead
        t={t}
        title={title}
        subtitle={`${t('import.plan-for', { window: it.channel.name, size: t.bytes(it.bytes) })} · ${written(t, plan)}`}
        back="/imports"
        actions={
          <Deed action={`/imports/${it.id}`} method="delete">
            <Button icon="x">{t('import.forget')}</Button>
          </Deed>
        }
      />
      <PaneBody page>
        {refusal && <Notice tone="error">{t.words(refusal.words)}</Notice>}
        <Card title={t('import.preview')}>
          <PreviewTable t={t} rows={rows} />
        </Card>
        <Form action={`/imports/${it.id}`} method="patch" data-turbo="false">
          <Columns t={t} plan={plan} refusal={refusal} />
          <Habits t={t} plan={plan} refusal={refusal} />
          <div class="actions">
            <Button variant="primary" icon="inbox" name="deed" value="start">
              {t('import.start')}
            </Button>
            <Button icon="eye" name="deed" value="preview">
              {t('import.preview-again')}
            </Button>
          </div>
        </Form>
      </PaneBody>
    </Desk>
  )
}

const separatorNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const

const written = (t: T, { format }: Plan): string =>
  t('import.written', {
    kind: format.kind === 'csv' ? 'CSV' : 'JSON Lines',
    charset: format.charset.toUpperCase(),
    separator: format.kind === 'csv' ? t(`import.separated-${separatorNames[format.separator]}`) : '',
  })

interface Part {
  t: T
  plan: Plan
  refusal: Refusal | undefined
}

const errorOf = (t: T, refusal: Refusal | undefined, name: string): string | undefined => {
  const words = refusal?.fields[name]
  return words && t.words(words)
}

const always: readonly Column[] = ['author_id', 'author_name', 'text', 'said_at', 'id']

const Columns = ({ t, plan, refusal }: Part) => {
  const draw = (field: Column) => (
    <Field
      name={`map.${field}`}
      label={t(`import.field-${field}`)}
      type="select"
      value={plan.mapping[field] ?? ''}
      options={[
        { value: '', label: t('import.column-none') },
        ...plan.format.columns.map((column) => ({ value: column, label: column })),
      ]}
      {...(field === 'id' || field === 'author_id' ? { help: t(`import.field-${field}-help`) } : {})}
      error={errorOf(t, refusal, field)}
    />
  )
  const shown = (field: Column) => always.includes(field) || plan.mapping[field] !== undefined
  const rest = fields.filter((field) => !shown(field))
  return (
    <fieldset class="choices">
      <legend class="field__label">{t('import.columns')}</legend>
      {[...always, ...fields.filter((field) => !always.includes(field) && shown(field))].map(draw)}
      {rest.length > 0 && (
        <details>
          <summary>{t('import.more-columns')}</summary>
          {rest.map(draw)}
        </details>
      )}
    </fieldset>
  )
}

const Habits = ({ t, plan, refusal }: Part) => (
  <>
    {plan.format.kind === 'csv' && (
      <Field name="header" label={t('import.header')} type="checkbox" value={plan.format.header} />
    )}
    <Field
      name="time_zone"
      label={t('import.time-zone')}
      help={t('import.time-zone-help')}
      value={plan.timeZone}
      autocomplete="off"
      error={errorOf(t, refusal, 'time_zone')}
    />
    <Field
      name="dates"
      label={t('import.dates')}
      type="select"
      value={plan.dayFirst ? 'day-first' : 'month-first'}
      options={['day-first', 'month-first'].map((value) => ({ value, label: t(`import.dates-${value}`) }))}
    />
    <Field
      name="visibility"
      label={t('import.visibility')}
      help={t('import.visibility-help')}
      type="select"
      value={plan.visibility}
      options={visibilities.map((value) => ({ value, label: t(`import.visibility-${value}`) }))}
    />
    <Field
      name="waiting"
      label={t('import.waiting')}
      help={t('import.waiting-help')}
      type="checkbox"
      value={plan.waiting}
    />
  </>
)
