/**
 * How rules are written: words as compared, one space between. `cobr*` begins so; `(a|b c)` is either, and may stand within
 * another; `?` after a word or a bracket: may lack; `<num>` is any word of that class; `_` is any one word; `~` up to three;
 * `^` and `$` begin and end a sentence, `?` by itself says that it asks. `=.5` at the end: how much it says, 1 unless told.
 */
export interface Pattern {
  parts: readonly Part[]
  strength: number
}

export interface Part {
  /** Either one element, or ways of going on. */
  element?: string
  ways?: readonly (readonly Part[])[]
  optional: boolean
}

/** Reads patterns that stand a line each, or with commas between. Throws at brackets that do not match. */
export const parsePatterns = (text: string): Pattern[] =>
  text
    .split(/[\n,]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map(parsePattern)

function parsePattern(text: string): Pattern {
  const told = / =(\d?\.?\d+)$/.exec(text)
  const body = told ? text.slice(0, told.index) : text
  const reader = { pieces: body.match(/\)\?|[()|]|[^\s()|]+/g) ?? [], at: 0 }
  const parts = parseParts(reader)
  if (reader.at < reader.pieces.length || parts.length === 0)
    throw new Error(`A pattern with brackets that do not match: ${body}`)
  return { parts, strength: told ? Number(told[1]) : 1 }
}

interface Reader {
  pieces: readonly string[]
  at: number
}

function parseParts(reader: Reader): Part[] {
  const parts: Part[] = []
  for (;;) {
    const piece = reader.pieces[reader.at]
    if (piece === undefined || piece === '|' || piece.startsWith(')')) return parts
    reader.at++
    if (piece === '(') parts.push(parseGroup(reader))
    else {
      const optional = piece.length > 1 && piece.endsWith('?')
      parts.push({ element: optional ? piece.slice(0, -1) : piece, optional })
    }
  }
}

function parseGroup(reader: Reader): Part {
  const ways = [parseParts(reader)]
  while (reader.pieces[reader.at] === '|') {
    reader.at++
    ways.push(parseParts(reader))
  }
  const close = reader.pieces[reader.at]
  if (!close?.startsWith(')')) throw new Error('A pattern with a bracket that does not close')
  reader.at++
  const optional = close === ')?' || ways.some((way) => way.length === 0)
  return { ways: ways.filter((way) => way.length > 0).flatMap(withoutLast), optional }
}

/** `a b?` are two ways, so that every way has its own end. */
function withoutLast(way: readonly Part[]): (readonly Part[])[] {
  const last = way.at(-1)
  if (!last?.optional) return [way]
  const rest = way.slice(0, -1)
  return [[...rest, { ...last, optional: false }], ...(rest.length > 0 ? withoutLast(rest) : [])]
}
