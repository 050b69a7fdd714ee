import type { Child } from 'hono/jsx'
import { Icon } from '../icons.tsx'
import { classes, type Extra } from './attributes.ts'

export interface Option {
  value: string
  label: string
}

export type FieldProps = Extra & {
  name: string
  label: string
  type?:
    | 'text'
    | 'url'
    | 'email'
    | 'password'
    | 'number'
    | 'search'
    | 'date'
    | 'datetime-local'
    | 'time'
    | 'file'
    | 'checkbox'
    | 'select'
    | 'textarea'
  /** For a checkbox, whether it is ticked. */
  value?: string | number | boolean | undefined
  /** How to find or choose the value. */
  help?: Child
  /** What is wrong with the value, and what to write instead. */
  error?: string | undefined
  options?: readonly Option[]
  id?: string
  required?: boolean
  placeholder?: string | undefined
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'email' | 'url' | 'search' | 'decimal'
  min?: number | string
  max?: number | string
  step?: number | string
  minlength?: number
  maxlength?: number
  rows?: number
  autofocus?: boolean
  readonly?: boolean
  disabled?: boolean
  accept?: string
  pattern?: string
  list?: string
  spellcheck?: 'true' | 'false'
  /** The label is only for screen readers, where the place makes it plain. */
  quiet?: boolean
}

/** A question of a form: its label, its help and, beside it, what is wrong with the answer. */
export const Field = (props: FieldProps) => {
  const { label, help, error, quiet, type = 'text' } = props
  const id = props.id ?? `field-${props.name}`
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  const labelled = (
    <label class={quiet ? 'visually-hidden' : 'field__label'} for={id}>
      {label}
    </label>
  )
  return (
    <div class={classes('field', type === 'checkbox' && 'field--checkbox', error !== undefined && 'field--wrong')}>
      {type === 'checkbox' ? <Control {...props} id={id} described={described} /> : labelled}
      {type === 'checkbox' ? labelled : <Control {...props} id={id} described={described} />}
      {help && (
        <p class="field__help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  )
}

export const FieldError = ({ id, text }: { id: string; text: string }) => (
  <p class="field__error" id={id}>
    <Icon name="circle-alert" size="small" />
    {text}
  </p>
)

type ControlProps = FieldProps & { id: string; described: string }

const Control = (props: ControlProps) => {
  const { label, help, error, quiet, described, options, type = 'text', value, ...rest } = props
  const attributes: Attributes = {
    ...rest,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(error ? { 'aria-invalid': 'true' } : {}),
  }
  if (type === 'textarea') return <TextArea value={value} attributes={attributes} />
  if (type === 'select') return <Select value={value} options={options ?? []} attributes={attributes} />
  if (type === 'checkbox')
    return <input class="field__box" type="checkbox" value="1" checked={value === true} {...attributes} />
  return (
    <input
      class="field__input"
      type={type}
      {...(value === undefined ? {} : { value: String(value) })}
      {...attributes}
    />
  )
}

type Attributes = Record<string, unknown>

const TextArea = ({ value, attributes }: { value: FieldProps['value']; attributes: Attributes }) => (
  <textarea class="field__input" rows={4} {...attributes}>
    {value === undefined ? '' : String(value)}
  </textarea>
)

const Select = (props: { value: FieldProps['value']; options: readonly Option[]; attributes: Attributes }) => (
  <select class="field__input field__select" {...props.attributes}>
    {props.options.map((option) => (
      <option value={option.value} selected={option.value === String(props.value)}>
        {option.label}
      </option>
    ))}
  </select>
)

export interface ChoicesProps {
  name: string
  label: string
  options: readonly (Option & { help?: string })[]
  value?: string | undefined
  help?: string
  error?: string | undefined
}

/** One of a few, all in sight. */
export const Choices = ({ name, label, options, value, help, error }: ChoicesProps) => (
  <fieldset class={classes('choices', error !== undefined && 'field--wrong')}>
    <legend class="field__label">{label}</legend>
    {help && <p class="field__help">{help}</p>}
    {options.map((option) => (
      <label class="choices__option">
        <input type="radio" name={name} value={option.value} checked={option.value === value} />
        <span>
          {option.label}
          {option.help && <small class="choices__help">{option.help}</small>}
        </span>
      </label>
    ))}
    {error && <FieldError id={`choices-${name}-error`} text={error} />}
  </fieldset>
)
