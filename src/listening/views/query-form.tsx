import type { Child } from 'hono/jsx'
import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Field } from '../../ui/components/field.tsx'
import { Form } from '../../ui/components/form.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import type { Boxes } from '../boxes.ts'
import { mend, type Remark } from '../query/remark.ts'
import type { QueryGroup } from '../saved-query.ts'
import { BoxesForm } from './boxes.tsx'

/** What stands in the form. */
export interface Draft {
  name: string
  text: string
  group: string
  /** Whether saving it looks through the last thirty days too. */
  fill: boolean
  /** Each mention waits for us. */
  takes_up: boolean
  /** The text that is changed, so that nobody overwrites what somebody else wrote meanwhile. */
  version?: number | undefined
}

export interface QueryFormProps {
  t: T
  draft: Draft
  groups: readonly QueryGroup[]
  /** Of a query that is there already. */
  id?: string | undefined
  mistakes?: readonly Remark[]
  warnings?: readonly Remark[]
  /** What else is wrong, by field. */
  errors?: Record<string, string>
  /** The same as boxes; undefined when they cannot say it. */
  boxes?: Boxes | undefined
  windows?: readonly string[]
  children?: Child
}

/** Writing a query: its text, what is wrong with it at its place, and what it would find before it is saved. */
export const QueryForm = (props: QueryFormProps) => {
  const { t, draft, groups, id, mistakes = [], warnings = [], errors = {} } = props
  const action = id ? `/listening/queries/${id}` : '/listening/queries'
  return (
    <Form action={action} method={id ? 'patch' : 'post'} id="query-form" data-turbo="false">
      {/* Enter in a field saves, whatever other buttons stand further up. */}
      <button type="submit" name="deed" value="save" hidden />
      {draft.version !== undefined && <input type="hidden" name="version" value={draft.version} />}
      <Field name="name" label={t('listening.name')} value={draft.name} error={errors.name} maxlength={120} required />
      <Field
        name="group"
        label={t('listening.group')}
        help={t('listening.group-help')}
        value={draft.group}
        error={errors.group}
        maxlength={80}
        list="query-groups"
        autocomplete="off"
      />
      <datalist id="query-groups">
        {groups.map(({ name }) => (
          <option value={name} />
        ))}
      </datalist>
      {props.boxes && <BoxesForm t={t} boxes={props.boxes} windows={props.windows ?? []} />}
      <Field
        type="textarea"
        name="text"
        label={t('listening.text')}
        help={t('listening.text-help')}
        value={draft.text}
        error={errors.text}
        rows={6}
        spellcheck="false"
        required
      />
      <Remarks t={t} text={draft.text} remarks={mistakes} tone="error" />
      <Remarks t={t} text={draft.text} remarks={warnings} tone="careful" />
      <Field
        type="checkbox"
        name="fill"
        label={t('listening.fill')}
        help={t('listening.fill-help')}
        value={draft.fill}
      />
      <Field
        type="checkbox"
        name="takes_up"
        label={t('listening.takes-up')}
        help={t('listening.takes-up-help')}
        value={draft.takes_up}
      />
      <div class="actions">
        <Button variant="primary" icon="check" name="deed" value="save">
          {t('listening.save')}
        </Button>
        <Button icon="eye" name="deed" value="preview" formaction={`${action}#preview`}>
          {t('listening.preview')}
        </Button>
      </div>
      {props.children}
    </Form>
  )
}

interface RemarksProps {
  t: T
  text: string
  remarks: readonly Remark[]
  tone: 'error' | 'careful'
}

/** Each remark with the part of the text that it is about, and a button for each way to mend it. */
const Remarks = ({ t, text, remarks, tone }: RemarksProps) => (
  <>
    {remarks.map((remark, at) => (
      <Notice
        tone={tone}
        title={t.words(remark.words)}
        {...(remark.mends.length === 0
          ? {}
          : { action: <Mends t={t} text={text} remark={remark} at={`${tone}-${at}`} /> })}
      >
        <Place text={text} remark={remark} />
      </Notice>
    ))}
  </>
)

const shownMend = 80

/** What the text would be, if that is short enough to say. */
const Mends = ({ t, text, remark, at }: { t: T; text: string; remark: Remark; at: string }) => (
  <>
    {remark.mends.map((one, which) => {
      const mended = mend(text, one)
      return (
        <Button small icon="sparkles" name="deed" value={`mend-${at}-${which}`} formnovalidate>
          {mended.length > shownMend ? t('listening.mend') : t('listening.mend-as', { text: mended })}
        </Button>
      )
    })}
  </>
)

const around = 40

/** The text around what is meant, and that marked. */
const Place = ({ text, remark: { from, to } }: { text: string; remark: Remark }) => {
  if (from >= text.length && from === to) return null
  const start = Math.max(0, from - around)
  const end = Math.min(text.length, to + around)
  return (
    <p>
      <code class="query-text">
        {start > 0 ? '…' : ''}
        {text.slice(start, from)}
        <mark>{text.slice(from, Math.min(to, from + 200))}</mark>
        {text.slice(to, end)}
        {end < text.length ? '…' : ''}
      </code>
    </p>
  )
}
