/**
 * A sentence with choices in it: `{Hola|Buenas}, [name]. {¿Qué tal?|}`. Braces hold alternatives, one of which is said (the
 * empty one too); brackets hold what somebody knows; `<o|a>` ends a word as the speaker's gender asks.
 */
export type Template = readonly Piece[]
type Piece = string | { either: readonly Template[] }

export function parseTemplate(written: string): Template {
  const reader = { written, at: 0 }
  const template = readUntil(reader, '')
  if (reader.at < written.length) throw new Error(`A brace too many in: ${written}`)
  return template
}

interface Reader {
  written: string
  at: number
}

/** Up to one of these signs, which is left to the caller. */
function readUntil(reader: Reader, ends: string): Template {
  const pieces: Piece[] = []
  let text = ''
  while (reader.at < reader.written.length) {
    const sign = reader.written[reader.at] ?? ''
    if (ends.includes(sign) || (ends === '' && sign === '}')) break
    if (sign === '<') text += readWhole(reader, '>')
    else if (sign === '{') {
      if (text) pieces.push(text)
      text = ''
      pieces.push({ either: readEither(reader) })
    } else {
      text += sign
      reader.at += 1
    }
  }
  return text ? [...pieces, text] : pieces
}

function readWhole(reader: Reader, end: string): string {
  const until = reader.written.indexOf(end, reader.at)
  const whole = reader.written.slice(reader.at, until < 0 ? undefined : until + 1)
  reader.at += whole.length
  return whole
}

function readEither(reader: Reader): Template[] {
  const either: Template[] = []
  do {
    reader.at += 1
    either.push(readUntil(reader, '|}'))
  } while (reader.written[reader.at] === '|')
  if (reader.written[reader.at] !== '}') throw new Error(`A brace is not closed in: ${reader.written}`)
  reader.at += 1
  return either
}

/** Says it once: `lot` chooses, `knows` fills the brackets. */
export function say(template: Template, lot: () => number, knows: (name: string) => string): string {
  const chosen = chosenOf(template, lot)
  const filled = chosen.replace(/\[(\w+)\]/g, (_, name: string) => knows(name))
  return tidy(filled)
}

function chosenOf(template: Template, lot: () => number): string {
  return template
    .map((piece) => {
      if (typeof piece === 'string') return piece
      const one = piece.either[Math.floor(lot() * piece.either.length)]
      return one ? chosenOf(one, lot) : ''
    })
    .join('')
}

/** `<o|a>`, as the speaker is. */
export const asGender = (text: string, gender: 'm' | 'f'): string =>
  text.replace(/<([^<>|]*)\|([^<>|]*)>/g, (_, m: string, f: string) => (gender === 'm' ? m : f))

/** Blanks that a choice of nothing left behind, and capitals where a sentence begins with what somebody knows. */
export const tidy = (text: string): string =>
  text
    .replace(/ {2,}/g, ' ')
    .replace(/ +([,.;:!?…])/g, '$1')
    .replace(/\b([Dd])e el (?=\p{Ll})/gu, '$1el ')
    .replace(/\b([Aa]) el (?=\p{Ll})/gu, '$1l ')
    .replace(/(?<=^|[.!?…] [¿¡«“]?)\p{Ll}/gu, (letter) => letter.toUpperCase())
    .trim()
