/** One line of the examination: fine, wrong with what to do about it, or worth knowing. */
export interface Finding {
  how: 'good' | 'wrong' | 'note'
  text: string
}

export const good = (text: string): Finding => ({ how: 'good', text })
export const wrong = (text: string): Finding => ({ how: 'wrong', text })
export const note = (text: string): Finding => ({ how: 'note', text })

/** What somebody else's error says, in one line. */
export const reasonOf = (error: unknown): string => {
  const said = error instanceof Error ? error.message || error.name : String(error)
  return said.replaceAll(/\s+/g, ' ').slice(0, 300)
}
