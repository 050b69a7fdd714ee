import type { Lot } from './lot.ts'
import type { Hand, Person } from './people.ts'
import type { Language } from './texts.ts'

/** The same words as this person types them. */
export const inTheirHand = (text: string, { hand, language, first }: Person, lot: Lot): string =>
  hands[hand](text, { language, first, lot })

interface Writer {
  language: Language
  first: string
  lot: Lot
}

const hands: Record<Hand, (text: string, writer: Writer) => string> = {
  plain: (text) => text,
  hurried: (text, { language, lot }) => hurried(text, language, lot),
  shouting: (text, { lot }) => shouting(text, lot),
  cheerful: (text, { lot }) => (lot.often(0.8) ? `${text} ${cheer(text, lot)}` : text),
  trailing: (text, { lot }) => text.replace(/[.](?= |$)/g, () => (lot.often(0.6) ? '…' : '.')),
  brief: (text, { lot }) => brief(text, lot),
  signing: (text, { language, first, lot }) => `${text} ${lot.one(signatures[language])}${first}`,
  clumsy: (text, { lot }) => clumsy(text, lot),
}

const shorts: Record<Language, readonly [RegExp, string][]> = {
  es: [
    [/\bque\b/g, 'q'],
    [/\bpor qué\b/gi, 'xq'],
    [/\bporque\b/gi, 'xq'],
    [/\btambién\b/gi, 'tb'],
    [/\bpor favor\b/gi, 'porfa'],
    [/\bmensaje\b/gi, 'msj'],
    [/\b[Gg]racias\b/g, 'gracias'],
  ],
  en: [
    [/\byou\b/gi, 'u'],
    [/\bplease\b/gi, 'pls'],
    [/\bbecause\b/gi, 'cos'],
    [/\bthanks\b/gi, 'thx'],
    [/\bgoing to\b/gi, 'gonna'],
    [/\bI don’t know\b/gi, 'dunno'],
  ],
}

/** No capitals, no opening signs, half of the accents, and now and then a short form. */
function hurried(text: string, language: Language, lot: Lot): string {
  const low = text.replace(/(?<!\p{L})\p{Lu}(?=\p{Ll})/gu, (letter) => letter.toLowerCase()).replace(/[¿¡]/g, '')
  const plain = low.replace(/[áéíóú]/g, (letter) => (lot.often(0.55) ? (unaccented[letter] ?? letter) : letter))
  const short = shorts[language].reduce((it, [long, by]) => (lot.often(0.35) ? it.replace(long, by) : it), plain)
  return lot.often(0.6) ? short.replace(/\.$/, '') : short
}

const unaccented: Record<string, string> = { á: 'a', é: 'e', í: 'i', ó: 'o', ú: 'u' }

/** One word of weight in capitals, and the signs doubled. */
function shouting(text: string, lot: Lot): string {
  const long = [...text.matchAll(/(?<![\p{L}@#/-])\p{Ll}{5,}(?![\p{L}@/-])/gu)].map(({ 0: word }) => word)
  const word = long.length > 0 ? lot.one(long) : ''
  const loud = word && lot.often(0.8) ? text.replace(word, word.toUpperCase()) : text
  return loud.replace(/!/g, '!!').replace(/\?$/, () => lot.one(['???', '?!', '?']))
}

function cheer(text: string, lot: Lot): string {
  if (/urgencias|latido|arritmia|hospital|A&E|heart|embaraz|pregnan|2291|entierro|funeral/i.test(text)) return '🙏'
  if (
    /gracias|thank|encant|joy|perfect|genial|lovely|gusto|maravill|huele|smell|magi|mejor|best|feliz|happy/i.test(text)
  )
    return lot.one(['😊', '🙌', '😋', '✨', '💛', '🧡', '🤎', '🌞', '😍', '🎉'])
  if (
    /mal\b|roto|tarde|cobr|error|falt|cola\b|frí|nada\b|late\b|broken|charged|wrong|missing|short|cold|queue/i.test(
      text,
    )
  )
    return lot.one(['😅', '🙈', '😕', '🤷', '😬', '🫠'])
  return lot.one(['☕', '🙂', '🙃', '👀', '☕🙂', '👋'])
}

/** Without the greeting, and without the last remark. */
function brief(text: string, lot: Lot): string {
  const start = text.replace(/^(Hola|Buenas|Buenos días|Hello|Hi|Hi there|Hey|Morning)[.,!:]* /u, '')
  const sentences = start.match(/[^.!?…]+[.!?…]+["»”)]*\s*|[^.!?…]+$/gu) ?? [start]
  const kept = sentences.length > 2 && lot.often(0.7) ? sentences.slice(0, 2) : sentences
  const said = kept.join('').trim()
  return said.charAt(0).toUpperCase() + said.slice(1)
}

const signatures: Record<Language, readonly string[]> = {
  es: ['Un saludo, ', 'Saludos, ', '— ', 'Atentamente, ', 'Firmado: '],
  en: ['Best, ', '— ', 'Kind regards, ', 'Cheers, ', 'Yours, '],
}

/** A slip of the finger, sometimes mended. */
function clumsy(text: string, lot: Lot): string {
  const words = text.split(' ')
  const at = Math.floor(lot() * words.length)
  const word = words[at] ?? ''
  if (!/^\p{Ll}{5,}$/u.test(word)) return text
  const slip = 1 + Math.floor(lot() * (word.length - 3))
  const wrong = lot.often(0.5)
    ? word.slice(0, slip) + word.charAt(slip + 1) + word.charAt(slip) + word.slice(slip + 2)
    : word.slice(0, slip) + word.slice(slip + 1)
  const mended = lot.often(0.25) ? ` (*${word})` : ''
  return `${[...words.slice(0, at), wrong, ...words.slice(at + 1)].join(' ')}${mended}`
}
