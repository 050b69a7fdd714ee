import { type Given, textOf } from '../access/index.ts'
import { Refusal } from '../core/errors.ts'
import { type Words, words } from '../lib/words.ts'
import { wrongFields } from '../lib/wrong-fields.ts'
import type { DeedKinds } from './deed.ts'
import { deedsOfForm, nameOf, wrongDeeds } from './given.ts'
import { type GivenMacro, macroGiven } from './macro.ts'

/** A macro as a program says it. Refuses (422) with words beside each field. */
export function macroOfProgram(given: Given, kinds: DeedKinds): GivenMacro {
  const parsed = macroGiven.safeParse(given)
  if (!parsed.success) throw refusal(wrongFields(parsed.error, given))
  const wrong = wrongDeeds(parsed.data.deeds, kinds, 'person', (at, path) => `deeds.${at}${path ? `.${path}` : ''}`)
  if (Object.keys(wrong).length > 0) throw refusal(wrong)
  return parsed.data
}

/** As the form says it: a row for each deed. */
export function macroOfForm(given: Given, kinds: DeedKinds): GivenMacro {
  const wrong: Record<string, Words> = {}
  const { deeds } = deedsOfForm(given, kinds, 'person', wrong)
  const parsed = macroGiven.safeParse({ name: nameOf(given), deeds, whose: textOf(given, 'whose') || undefined })
  if (!parsed.success)
    for (const { path } of parsed.error.issues) {
      const [field] = path.map(String)
      if (field === 'deeds') wrong.d1_do ??= words('automations.deed-missing')
      else wrong[field ?? 'name'] ??= words(field === 'whose' ? 'automations.whose-wrong' : 'automations.name-wrong')
    }
  if (!parsed.success || Object.keys(wrong).length > 0) throw refusal(wrong)
  return parsed.data
}

const refusal = (fields: Record<string, Words>) => new Refusal(422, words('automations.not-understood'), { fields })
