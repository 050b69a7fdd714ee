import iconv from 'iconv-lite'

/**
 * The text of a feed document. What the document is wins over what anybody says of it: a byte-order mark, then valid
 * UTF-8 (which hardly ever happens by chance), then the server's word, then the XML declaration's, then Windows-1252.
 */
export function decodeDocument(bytes: Uint8Array, contentType: string): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return decodeAs(buffer, charsetOf(buffer, contentType))
    .replace(/^\uFEFF/, '')
    .replaceAll('\0', '')
}

function charsetOf(bytes: Buffer, contentType: string): string {
  const seen = markOf(bytes)
  if (seen) return seen
  const said = /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType)?.[1]
  const declared = /^[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]+)/.exec(bytes.toString('latin1', 0, 400))?.[1]
  const isUtf8 = bytes.some((byte) => byte > 127) && validUtf8(bytes)
  return isUtf8 ? 'utf-8' : ([said, declared].map(known).find((name) => name !== undefined) ?? unsaid(bytes))
}

const unsaid = (bytes: Buffer): string => (validUtf8(bytes) ? 'utf-8' : 'windows-1252')

/** What the first bytes give away: a byte-order mark, or where the zeros are around the first `<`. */
function markOf(bytes: Buffer): string | undefined {
  const head = bytes.toString('hex', 0, 4)
  return marks.find(([mark]) => mark.test(head))?.[1]
}

const marks: [RegExp, string][] = [
  [/^efbbbf/, 'utf-8'],
  [/^(?:fffe0000|3c000000)/, 'utf-32le'],
  [/^(?:0000feff|0000003c)/, 'utf-32be'],
  [/^(?:fffe|3c00)/, 'utf-16le'],
  [/^(?:feff|003c)/, 'utf-16be'],
]

/** A charset we can decode, or undefined. UTF-16 would have shown itself in the first bytes. */
function known(name: string | undefined): string | undefined {
  if (name === undefined || !iconv.encodingExists(name) || /^(?:utf-?(?:8|16|32)|ucs)/i.test(name)) return undefined
  // As browsers do: who says Latin-1 or ASCII writes Windows-1252.
  return /^(?:iso-?8859-?1|latin-?1|us-ascii|ascii)$/i.test(name) ? 'windows-1252' : name
}

const decodeAs = (bytes: Buffer, charset: string): string => iconv.decode(bytes, charset)

function validUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
