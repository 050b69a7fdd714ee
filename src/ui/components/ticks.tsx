import { FieldError } from './field.tsx'

export interface TicksProps {
  name: string
  label: string
  options: readonly { id: string; name: string }[]
  /** The ids of those that are ticked. */
  ticked: readonly string[]
  help?: string | undefined
  error?: string | undefined
}

/** Several of a list, beside each other. */
export const Ticks = ({ name, label, options, ticked, help, error }: TicksProps) => (
  <fieldset class={error ? 'choices choices--inline field--wrong' : 'choices choices--inline'}>
    <legend class="field__label">{label}</legend>
    {help && <p class="field__help">{help}</p>}
    {options.map(({ id, name: called }) => (
      <label class="choices__option">
        <input type="checkbox" name={name} value={id} checked={ticked.includes(id)} />
        <span>{called}</span>
      </label>
    ))}
    {error && <FieldError id={`ticks-${name}-error`} text={error} />}
  </fieldset>
)
