import { CommandError } from '../src/command/command.ts'

/** Why the sample does not start and what to do about it, in the language of the terminal. */
export function refusal(english: string, spanish: string): CommandError {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return new CommandError(/^es/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? spanish : english)
}
