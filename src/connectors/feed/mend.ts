import { Parser } from 'htmlparser2'

/**
 * Well-formed XML out of what was meant as XML: elements closed where they were left open, strays dropped, bare
 * ampersands and brackets escaped, attributes quoted. Entities stay as they are. Throws when it nests beyond reason.
 */
export function mend(text: string): string {
  const out: string[] = []
  let inCdata = false
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (++depth > 500) throw new RangeError('Nested too deeply')
        out.push(`<${name}${attributesOf(attributes)}>`)
      },
      onclosetag: (name) => {
        depth--
        out.push(`</${name}>`)
      },
      ontext: (piece) => out.push(inCdata ? piece.replaceAll(']]>', '') : escaped(piece)),
      oncdatastart: () => {
        inCdata = true
        out.push('<![CDATA[')
      },
      oncdataend: () => {
        inCdata = false
        out.push(']]>')
      },
    },
    { xmlMode: true, decodeEntities: false },
  )
  parser.end(text)
  return out.join('')
}

const attributesOf = (attributes: Record<string, string>): string =>
  Object.entries(attributes)
    .filter(([name]) => /^[\w.:-]+$/.test(name))
    .map(([name, value]) => ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`)
    .join('')

const escaped = (text: string): string =>
  text.replace(/&(?!#\d{1,7};|#x[\da-f]{1,6};|[a-z]\w{1,30};)/gi, '&amp;').replaceAll('<', '&lt;')
