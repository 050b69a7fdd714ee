import { escapeText } from 'entities'
import type { Heard } from '../src/connectors/index.ts'

const spanish =
  'hola pedido café molido llegó tarde tienda nadie contesta correo gracias excelente atención quiero saber cuándo abren mañana domingo descafeinado suscripción prensa francesa entrega barrio precio factura cambio taza rota devolución cliente siempre nunca mejor peor semana ayer hoy camión almacén reclamo ayuda por favor urgente reembolso tarjeta aplicación sucursal Coyoacán molino descalibrado tueste oscuro grano'.split(
    ' ',
  )
const english =
  'hello order coffee ground late nobody answers email thanks great service when open tomorrow sunday decaf subscription french press delivery price invoice exchange broken mug refund customer always never better worse week yesterday today truck warehouse complaint help please urgent card app branch grinder roast dark bean wholesale question'.split(
    ' ',
  )

/** A seeded generator (mulberry32): the same seed says the same words. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const pick = <T>(from: readonly T[], dice: () => number): T => from[Math.floor(dice() * from.length)] as T

function sentence(dice: () => number, serial: number): string {
  const words = dice() < 0.65 ? spanish : english
  const length = 8 + Math.floor(dice() * 24)
  // A name or number of its own in every text, as people write, so that the vocabulary grows.
  return `${Array.from({ length }, () => pick(words, dice)).join(' ')} #${serial % 50_021}`
}

export interface TalkOptions {
  seed?: number
  authors?: number
  /** The share of messages that were said before. */
  repeats?: number
  /** The share that answers something recent: a conversation has 1 / (1 - answers) messages. */
  answers?: number
  /** The first message's number. */
  from?: number
  /** What is said, in turn; else words of a café. */
  texts?: readonly string[]
}

/** Messages as they come: mixed authors and threads, half of them markup. */
export function* talk(count: number, options: TalkOptions = {}): Generator<Heard> {
  const { seed = 7, authors = 5_000, repeats = 0.2, answers = 0.33, from = 0, texts = [] } = options
  const dice = random(seed)
  const recent: Heard[] = []
  for (let made = 0, serial = from; made < count; made += 1) {
    const again = recent.length > 0 && dice() < repeats ? pick(recent, dice) : undefined
    const item = again ?? say(serial++, dice, { authors, answers, texts }, recent)
    if (!again) recent[serial % 2_000] = item
    yield item
  }
}

function say(
  serial: number,
  dice: () => number,
  { authors, answers, texts }: Required<Pick<TalkOptions, 'authors' | 'answers' | 'texts'>>,
  recent: readonly Heard[],
): Heard {
  const author = Math.floor(dice() * authors)
  const parent = recent.length > 50 && dice() < answers ? pick(recent, dice) : undefined
  const text = texts[serial % texts.length] ?? sentence(dice, serial)
  return {
    kind: 'message',
    message: {
      externalId: `m${serial}`,
      ...(parent?.kind === 'message' ? { parentExternalId: parent.message.externalId } : {}),
      author: {
        externalId: `https://example.org/@p${author}`,
        name: `Persona ${author}`,
        handle: `@p${author}@example.org`,
      },
      // The mark says which text is which; the sanitiser reads it like any other.
      body:
        dice() < 0.5
          ? { text }
          : {
              html: `<p>${escapeText(text)}</p><p>Más en <a href="https://example.org/${serial}">aquí</a></p>` as never,
            },
      media: [],
      visibility: 'public',
      url: `https://example.org/@p${author}/${serial}`,
      saidAt: new Date(Date.UTC(2026, 0, 1) + serial * 7_000),
    },
  }
}
