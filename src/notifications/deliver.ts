import type { Mailer } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import type { Tx } from '../core/database.ts'
import type { Translator } from '../core/i18n/translator.ts'
import { beginLetter, dropLetter, endLetter, type Letter, type Which } from './letter.ts'
import { type WrittenLetter, writeLetter } from './letter-text.tsx'
import { MailFailure } from './mail-failure.ts'
import type { Owed } from './summaries.ts'

/** What writing and sending letters needs to know. */
export interface Mailing {
  core: Core
  mailer: Mailer
  translator: Translator
}

/** A letter that is about to leave, as it will be read. */
export interface Begun {
  letter: Letter
  written: WrittenLetter
}

/**
 * Begins a letter and writes it, in one transaction: what fails before it could be handed over leaves all as it was. Undefined
 * where there is nothing to say, or nobody to say it to.
 */
export async function begin(
  tx: Tx,
  { core, translator }: Mailing,
  userId: string,
  kinds: readonly string[],
  which: Which,
): Promise<Begun | undefined> {
  const letter = await beginLetter(tx, userId, kinds, which)
  if (!letter) return undefined
  const written = await writeLetter({ db: tx, config: core.config }, translator, letter)
  if (written) return { letter, written }
  await dropLetter(tx, letter, core.clock.now())
  return undefined
}

/** Hands a letter over, once. What surely did not leave is owed `again`, and the error thrown. */
export async function deliver(
  { core, mailer }: Mailing,
  { letter, written }: Begun,
  again: readonly Owed[],
): Promise<'sent' | 'unknown'> {
  try {
    await mailer.send(written)
  } catch (error) {
    const mayHaveArrived = error instanceof MailFailure && error.mayHaveArrived
    if (!mayHaveArrived) {
      await endLetter(core, letter, 'refused', again)
      throw error
    }
    await endLetter(core, letter, 'unknown')
    return 'unknown'
  }
  await endLetter(core, letter, 'left')
  return 'sent'
}
