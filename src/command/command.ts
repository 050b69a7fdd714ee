/** One word of the command line. */
export interface Command {
  /** One line for `help`. */
  about: string
  /** How it is called, after the word: `FILE [--dry-run]`. */
  usage: string
  run(args: string[]): Promise<void>
}

/** Something the person at the terminal can mend; told in one sentence. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}
