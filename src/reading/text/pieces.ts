import { foldEmoji } from './emoji.ts'
import { foldWord } from './fold-word.ts'
import { Forms } from './forms.ts'
import type { Form, Token, TokenKind } from './token.ts'

const lower = (kind: TokenKind) => (written: string) => piece(kind, written, written.toLowerCase())

const piece = (kind: TokenKind, written: string, folded: string, stretched = false): Omit<Form, 'slot'> => ({
  kind,
  written,
  folded,
  shouted: false,
  stretched,
})

/** What the pieces of each kind are, as far as they themselves say. */
export const wordOf = new Forms(1 << 14, (written) => {
  const { folded, shouted, stretched } = foldWord(written)
  if (folded === 'xd' || folded === 'xdd') return piece('emoticon', written, 'xd', stretched)
  return { kind: 'word', written, folded, shouted, stretched }
})

export const hashtagOf = new Forms(1 << 11, (written) => {
  const { folded, shouted, stretched } = foldWord(written.slice(1))
  return { kind: 'hashtag', written, folded: `#${folded}`, shouted, stretched }
})

export const mentionOf = new Forms(1 << 11, lower('mention'))
export const numberOf = new Forms(1 << 12, lower('number'))
export const emojiOf = new Forms(1 << 11, (written) => piece('emoji', written, foldEmoji(written)))

/** A sign, or one that is repeated. */
export const signOf = new Forms(1 << 9, (written) => {
  const first = written.charCodeAt(0)
  if (first >= 0xd800 && first < 0xdc00) return piece('punctuation', written, written)
  const folded = written.startsWith('...') || first === 0x2026 ? '…' : written.charAt(0)
  return piece('punctuation', written, folded, written.length > 2)
})

/** What is seldom said twice, or is not known by its letters alone. */
export function once(kind: TokenKind, written: string, at: number, folded: string, stretched = false): Token {
  const form: Form = { ...piece(kind, written, folded, stretched), slot: 0 }
  return { kind, written, at, folded, shouted: false, stretched, form }
}

export const linkOf = (text: string, from: number, to: number): Token =>
  once('link', text.slice(from, to), from, text.slice(from, to).toLowerCase())
