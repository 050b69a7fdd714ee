import { type Check, found, remark, says, type Talk } from '../talk.ts'
import { fold, type Word } from '../text.ts'

/** Greets, and calls the person by the name they go by. In a talk that goes on nobody greets anew. */
export const names: Check = (talk) => {
  const { draft, situation } = talk
  if (draft.words.length === 0 || situation.goesOn) return []
  const name = calledName(talk)
  const wanted = name === undefined ? [] : formsOf(name)
  if (draft.words.some((word) => wanted.some((form) => isName(word, form)))) return []
  const nameless = found(talk, 'no-name')[0]
  if (name === undefined)
    return nameless || !greets(talk)
      ? [remark(talk, 'names', nameless ?? null, { why: nameless ? 'as-anybody' : 'no-greeting', mend: 'greet' })]
      : []
  const params = { name: name.trim() }
  if (nameless) return [remark(talk, 'names', nameless, { why: 'as-anybody', params })]
  const handle = draft.words.find((word) => word.written.startsWith('@'))
  if (handle) return [remark(talk, 'names', handle, { why: 'by-handle', params })]
  return [remark(talk, 'names', null, { params })]
}

const greets = (talk: Talk): boolean => says(talk, 'greeting') || says(talk, 'thanks') || says(talk, 'apology')

/** As they sign, else as their network calls them, where that is a person's name. */
function calledName({ theirs, situation }: Talk): string | undefined {
  for (const text of [...theirs].reverse()) {
    const signed = signature(text.written)
    if (signed) return signed
  }
  return personal(situation.name)
}

/** "— Pepe", "Un saludo, Ana", "Thanks, Jo" at the very end, on a line or after a comma. */
function signature(text: string): string | undefined {
  const end = text
    .slice(-60)
    .trim()
    .replace(/[.!)\s]+$/u, '')
  const sign =
    /(?:[\n—–-] ?|(?:saludos?|abrazos?|gracias|atentamente|cordialmente|besos|regards|thanks|cheers|best|wishes|sincerely|yours|thx|love|soy|firmado|faithfully|much)[,.:!\n ]+[—–-]? ?)(\p{Lu}\p{Ll}{1,15})(?: \p{Lu}[\p{Ll}.]{0,15})?$/iu.exec(
      end,
    )?.[1]
  return sign && /^\p{Lu}\p{Ll}/u.test(sign) ? sign : undefined
}

/** "Lucía Ferrer", "lucía" and "LUCÍA" are names; "xX_dark_99", "@lucia" and "Bar Manolo SL" tell none. */
function personal(name: string | undefined): string | undefined {
  const first = name
    ?.trim()
    .replace(/^[^\p{L}@]+/u, '')
    .split(/[\s|(/,·•]+/u)[0]
  if (!first || !/^\p{L}[\p{L}'’-]{1,}\.?$/u.test(first)) return undefined
  const rest = fold(name ?? '')
  if (
    notNames.has(fold(first)) ||
    /\b(s\.?l\.?u?|s\.?a|ltd|inc|gmbh|llc|bar|cafe|shop|store|tienda|club|oficial|official|asociacion|news|team|user|usuario|anonim\w*|anonymous)\b/u.test(
      rest,
    )
  ) {
    const title = /^(sr|sra|srta|dr|dra|mr|mrs|ms|miss|don|dona|prof)\b/u.test(rest)
    return title ? name?.trim().split(/\s+/)[1] : undefined
  }
  return name?.trim() === name?.trim().toLowerCase() && /\d|_/.test(name ?? '') ? undefined : name?.trim()
}

const notNames = new Set(
  'sr sra srta dr dra mr mrs ms miss don dona prof el la los las the un una a an user usuario usuaria anonimo anonymous cliente customer bar cafe team club real not just mr. mrs. dr. sr. sra. big old little'.split(
    ' ',
  ),
)

/** Every word of a name that one may be called by. */
function formsOf(name: string): string[] {
  return fold(name)
    .split(/[^\p{L}']+/u)
    .filter(
      (part) =>
        part.length > 1 && !['de', 'del', 'la', 'van', 'von', 'sr', 'sra', 'mr', 'mrs', 'ms', 'dr'].includes(part),
    )
}

/** Or a short form of it: Fran for Francisco, Sam for Samantha. */
const isName = (word: Word, form: string): boolean =>
  word.form === form ||
  (form.length > 3 &&
    word.form.length >= 3 &&
    /^\p{Lu}/u.test(word.written) &&
    (form.startsWith(word.form) || (word.form.startsWith(form.slice(0, 4)) && /(ito|ita|ie|y)$/.test(word.form)))) ||
  (pets[form]?.includes(word.form) ?? false)

const pets: Readonly<Record<string, readonly string[]>> = {
  jose: ['pepe'],
  francisco: ['paco', 'curro', 'pancho', 'kiko'],
  ignacio: ['nacho'],
  dolores: ['lola'],
  concepcion: ['concha', 'conchi'],
  mercedes: ['merche'],
  rosario: ['charo'],
  enrique: ['quique', 'kike'],
  jesus: ['chus'],
  guillermo: ['guille'],
  robert: ['bob', 'rob'],
  william: ['bill', 'will'],
  margaret: ['maggie', 'peggy'],
  elizabeth: ['liz', 'beth', 'betty'],
  james: ['jim', 'jimmy'],
  richard: ['dick', 'rick'],
  katherine: ['kate', 'katie'],
  catherine: ['kate', 'katie'],
  michael: ['mike'],
  anthony: ['tony'],
  edward: ['ted', 'ned'],
  john: ['jack'],
  jennifer: ['jenny'],
}
