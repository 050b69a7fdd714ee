export interface NamesProps {
  /** The id of the text. */
  into: string
  /** What is offered after an `@`. */
  names: readonly string[]
  label: string
}

/** Our names under a text that may name somebody. Without script the name is written out. */
export const Names = ({ into, names, label }: NamesProps) => (
  <t-names data-into={into} data-names={JSON.stringify(names)}>
    <div class="names" id={`${into}-names`} role="listbox" aria-label={label} hidden />
  </t-names>
)
