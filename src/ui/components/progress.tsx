export interface ProgressProps {
  label: string
  /** Left out when nobody knows how much there is. */
  value?: number
  max?: number
  /** The state in words: "3,200 of about 9,000 messages". */
  text?: string
  id?: string
}

/** Work that takes a while and can be left and come back to. */
export const Progress = ({ label, value, max = 1, text, id }: ProgressProps) => (
  <div class="progress" {...(id ? { id } : {})}>
    <p class="progress__label">
      <span>{label}</span>
      {text && <span class="progress__text">{text}</span>}
    </p>
    <progress class="progress__bar" aria-label={label} max={max} {...(value === undefined ? {} : { value })} />
  </div>
)
