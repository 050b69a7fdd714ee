/** Somebody who is answered: their account's name and handle, and what they wrote to us here, the latest first. */
export interface Signing {
  name: string
  handle?: string | undefined
  texts: readonly string[]
}

export interface Signed {
  first: string
  full: string
}

/**
 * How a person is called: as they sign, as they say they are called, or as their account is named when that is a name.
 * Undefined when nobody can know it: a handle is no name.
 */
export function asTheySign({ name, handle, texts }: Signing): Signed | undefined {
  for (const text of texts.slice(0, 5)) {
    const said = signature(text) ?? introduction(text, name)
    if (said) return withSurname(said, name)
  }
  const shown = nameOf(name)
  return shown && !isHandle(shown, handle) ? asSigned(shown) : undefined
}

const word = /^\p{Lu}[\p{L}\p{M}'’-]*\.?$/u
const between = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'e', 'i', 'da', 'do', 'dos', 'van', 'von', 'der', 'di'])
const longest = 60

/** A last line that is only a name: "Lucía", "— Lucía Garmendia", "Un saludo, Lucía". */
function signature(text: string): string | undefined {
  const lines = text.slice(-400).trimEnd().split('\n')
  const last = lines.at(-1)?.trim() ?? ''
  if (lines.length < 2 || last.length > longest) return undefined
  if (isShouted(last)) return undefined
  const dashed = last.replace(/^[-–—~]{1,3} ?/, '')
  const farewell =
    /^(?:un |muchos |mil )?(?:saludos?|abrazos?|gracias|atentamente|cordialmente|besos)[ ,.:;!-]{1,3}(.+)$/iu
  const regards =
    /^(?:(?:kind|best|warm) )?(?:regards|wishes|thanks|thank you|cheers|yours|sincerely|best)[ ,.:;!-]{1,3}(.+)$/iu
  const after = farewell.exec(dashed)?.[1] ?? regards.exec(dashed)?.[1] ?? dashed
  const called = nameOf(after.replace(/^[-–—] ?/, ''))
  return called && !notNames.has(called.toLowerCase()) ? called : undefined
}

// Words that stand alone on a last line, with a capital, and are a farewell, a cry or a place.
const notNames = new Set(
  `gracias saludos saludo hola adiós hasta ayuda urgente nada sí no ok vale thanks hello help regards cheers please yes hi
  bye best now already asap urgent unacceptable ridiculous terrible awful horrible disgusting disappointed disappointing
  shameful pathetic incredible unbelievable why ya ahora increíble inaceptable vergonzoso lamentable fatal pésimo penoso
  ridículo indignante indignado indignada decepcionado decepcionada decepcionante
  españa méxico argentina colombia chile perú ecuador uruguay venezuela england scotland wales ireland canada australia
  madrid barcelona valencia sevilla zaragoza málaga murcia palma bilbao alicante granada vigo gijón oviedo pamplona
  bogotá medellín cali lima quito guadalajara monterrey puebla caracas montevideo
  london manchester birmingham leeds liverpool bristol glasgow edinburgh dublin boston chicago houston seattle toronto
  vancouver melbourne brisbane berlin lisboa lisbon roma rome`.split(/\s+/),
)

const isShouted = (text: string): boolean => /\p{Lu}{2}/u.test(text) && !/\p{Ll}/u.test(text)

const says = /(?:^|[\s,.;:¡!¿?(])(soy|me llamo|mi nombre es|my name is|my name's|i['’]m|i am|this is) (?=\p{Lu})/giu

/** "Soy Lucía Garmendia, de Puebla": up to where it stops being a name. */
function introduction(text: string, account: string): string | undefined {
  for (const { 0: whole, 1: verb = '', index } of text.slice(0, 2_000).matchAll(says)) {
    const rest = text.slice(index + whole.length, index + whole.length + longest)
    const called = /^[^,.;:!?\n()]*/.exec(rest)?.[0] ?? ''
    const parts = called.trim().split(/\s+/)
    const end = parts.findIndex((part) => !word.test(part) && !between.has(part))
    const kept = parts.slice(0, end < 0 ? 4 : end)
    if (kept.some(isShouted) || !introduces(verb, kept[0] ?? '', parts[end] ?? rest[called.length], account)) continue
    while (between.has(kept.at(-1) ?? '')) kept.pop()
    const found = kept.length <= 3 ? nameOf(kept.join(' ')) : undefined
    if (found && !noPerson.has(kept[0]?.toLowerCase() ?? '')) return found
  }
  return undefined
}

/** "I'm British" and "this is Ridiculous" name nobody: their account has to say so too, or how it goes on. */
function introduces(verb: string, first: string, next: string | undefined, account: string): boolean {
  if (!/^(?:i['’]m|i am|this is)$/i.test(verb)) return true
  const shown = account.slice(0, 200).trim().toLowerCase().split(notInWords, 1)[0]
  if (first !== '' && shown === first.toLowerCase()) return true
  return next === 'from' || (next === ',' && !/^this/i.test(verb))
}

const notInWords = /[^\p{L}\p{M}'’-]/u

// What else people say that they are.
const noPerson = new Set(
  `cliente clienta usuario usuaria socio socia vecino vecina madre padre el la un una customer very really so not from at in
  your the a just still british english scottish welsh irish american canadian australian spanish mexican argentinian
  colombian chilean peruvian french german italian portuguese dutch indian chinese european catholic muslim jewish
  christian autistic deaf blind
  disabled sorry angry furious upset disappointed writing waiting`.split(/\s+/),
)

/** A name, tidied, or nothing: one to four words that begin with a capital, without figures. */
function nameOf(written: string): string | undefined {
  const tidied = written
    .slice(0, 200)
    .replace(/[^\p{L}\p{M}'’. -]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (tidied === '' || tidied.length > longest || /[\p{N}@_#]/u.test(written)) return undefined
  const parts = tidied.split(' ')
  const isName = parts.length <= 5 && parts.every((part, at) => word.test(part) || (at > 0 && between.has(part)))
  return isName && (parts[0]?.replace('.', '').length ?? 0) > 1 ? tidied.replace(/\.$/, '') : undefined
}

const isHandle = (name: string, handle: string | undefined): boolean =>
  !name.includes(' ') && handle !== undefined && handle.replace(/^@/, '').split('@')[0] === name

/** Who signs "Lucía" and whose account is Lucía Garmendia has a full name. */
function withSurname(said: string, account: string): Signed {
  const shown = nameOf(account)
  return shown?.startsWith(`${said} `) ? { first: said, full: shown } : asSigned(said)
}

const asSigned = (full: string): Signed => ({ first: full.split(' ')[0] ?? full, full })
