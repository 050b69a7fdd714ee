/** A piece of a message, as written and as compared. */
export interface Token {
  kind: TokenKind
  /** As it stands in the message. */
  written: string
  /** Where that begins in the message, in UTF-16 units. */
  at: number
  /** Lower case, without accents (ñ stays), stretched letters shortened to two, look-alike letters undone. */
  folded: string
  /** Written all in capitals, two letters at least. */
  shouted: boolean
  /** Letters were stretched: *holaaaa*. */
  stretched: boolean
}

export type TokenKind = 'word' | 'number' | 'punctuation' | 'emoji' | 'hashtag' | 'mention' | 'link' | 'emoticon'
