import { Refusal } from '../../core/errors.ts'
import { words } from '../../lib/words.ts'

/** One field of a form, whose content is read as it arrives, before the next field is asked for. */
export interface Part {
  name: string
  filename: string | undefined
  content: AsyncGenerator<Buffer>
}

const maxHead = 16 * 1024

/** The fields of a multipart form, never more of it in memory than what arrived last. RFC 7578. */
export async function* readParts(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  // The first boundary has no line before it.
  const source = new Source(body, Buffer.from('\r\n'))
  await drain(source.until(delimiter))
  for (;;) {
    const after = await source.take(2)
    if (after.toString('latin1') === '--') return
    if (after.toString('latin1') !== '\r\n') throw broken()
    const head = await gather(source.until(Buffer.from('\r\n\r\n')), maxHead)
    const content = source.until(delimiter)
    yield { ...nameOf(head.toString('utf8')), content }
    await drain(content)
  }
}

/** The text of a short field. */
export const textOf = async (part: Part): Promise<string> => (await gather(part.content, 64 * 1024)).toString('utf8')

export const boundaryOf = (type: string): string | undefined => {
  const [, quoted, plain] =
    /^multipart\/form-data\b.*?;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(type) ?? []
  return quoted ?? plain
}

const broken = (): Refusal => new Refusal(400, words('import.upload-broken'))

function nameOf(head: string): Pick<Part, 'name' | 'filename'> {
  const disposition = /^content-disposition:\s*form-data\b(.*)$/im.exec(head)?.[1] ?? ''
  const value = (key: string) => new RegExp(`;\\s*${key}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1]
  // Browsers write a quote in a name as %22.
  const filename = value('filename')?.replaceAll('%22', '"')
  return { name: value('name') ?? '', filename }
}

async function drain(content: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of content);
}

async function gather(content: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of content) {
    length += piece.length
    if (length > most) throw broken()
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

class Source {
  readonly #reading: AsyncIterator<Uint8Array>
  #held: Buffer

  constructor(body: AsyncIterable<Uint8Array>, held: Buffer) {
    this.#reading = body[Symbol.asyncIterator]()
    this.#held = held
  }

  /** What comes before a delimiter, which is passed over. */
  async *until(delimiter: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(delimiter)
      if (at >= 0) {
        const before = this.#held.subarray(0, at)
        this.#held = this.#held.subarray(at + delimiter.length)
        if (before.length > 0) yield before
        return
      }
      // The delimiter may have begun at the end of what is here.
      const sure = this.#held.length - delimiter.length + 1
      if (sure > 0) {
        const piece = this.#held.subarray(0, sure)
        this.#held = this.#held.subarray(sure)
        yield piece
      }
      await this.#more()
    }
  }

  async take(count: number): Promise<Buffer> {
    while (this.#held.length < count) await this.#more()
    const taken = this.#held.subarray(0, count)
    this.#held = this.#held.subarray(count)
    return taken
  }

  async #more(): Promise<void> {
    const { value, done } = await this.#reading.next()
    if (done) throw broken()
    this.#held = this.#held.length === 0 ? Buffer.from(value) : Buffer.concat([this.#held, value])
  }
}
