import { accessWords } from '../access/index.ts'
import { channelsWords } from '../channels/index.ts'
import { ConfigError } from '../core/config.ts'
import { Refusal } from '../core/errors.ts'
import { createTranslator } from '../core/i18n/translator.ts'
import { postgresMessages } from '../core/postgres/messages.ts'
import { StartRefusal } from '../core/postgres/refusal.ts'
import { coreWords } from '../core/words.ts'
import { CommandError } from './command.ts'

/** What to tell the person at the terminal, in their language; undefined for a surprise. */
export function sentenceOf(error: unknown, locale = ''): string | undefined {
  if (error instanceof ConfigError || error instanceof CommandError) return error.message
  if (error instanceof Error && error.name === 'CommandError') return error.message
  if (error instanceof Error && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return error.message
  if (!(error instanceof StartRefusal || error instanceof Refusal)) return undefined
  const t = createTranslator([coreWords, accessWords, channelsWords, postgresMessages]).for(locale.slice(0, 2))
  return t.words(error.words)
}
