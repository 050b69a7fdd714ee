import { z } from 'zod'
import { type Given, textOf } from '../../access/index.ts'
import type { Changes, Written } from './write.ts'

const asJson = z.object({
  name: z.string().max(1000).optional(),
  team: z.uuid().nullable().optional(),
  texts: z.record(z.string().max(20), z.string().max(100_000)).optional(),
  version: z.coerce.number().int().optional(),
})

/** What a program says of a new one. */
export function writtenIn(given: unknown): Written {
  const { name = '', teamId = null, texts = {} } = changesIn(given)
  return { name, teamId, texts }
}

/** What a program says is to be otherwise: what it leaves out stays as it is. */
export function changesIn(given: unknown): Changes {
  const { team, ...changes } = asJson.parse(given)
  return { ...changes, teamId: team }
}

/** What a form says: each language's text in a field of its own, and one for another language. */
export function writtenInForm(given: Given): Written & Pick<Changes, 'version'> {
  const texts = Object.fromEntries(
    Object.entries(given)
      .filter((entry): entry is [string, string] => entry[0].startsWith('text.') && typeof entry[1] === 'string')
      .map(([field, text]) => [field.slice('text.'.length), text]),
  )
  const another = textOf(given, 'another')
  const version = Number(textOf(given, 'version'))
  return {
    name: textOf(given, 'name'),
    teamId: z
      .uuid()
      .nullable()
      .catch(null)
      .parse(textOf(given, 'team') || null),
    texts: { ...texts, ...(another ? { [another]: textOf(given, 'another_text') } : {}) },
    ...(version > 0 ? { version } : {}),
  }
}
