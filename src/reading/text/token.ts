/** A piece of a message wherever it stands: as written and as compared. */
export interface Form {
  kind: TokenKind
  /** As it stands in the message. */
  written: string
  /** Lower case, without accents (ñ stays), stretched letters shortened to two, look-alike letters undone. */
  folded: string
  /** Written all in capitals, two letters at least. */
  shouted: boolean
  /** Letters were stretched: *holaaaa*. */
  stretched: boolean
  /** Where `Noted` keeps what was worked out of it; shared by others that are not in use at the same time. */
  slot: number
}

/** A piece of a message where it stands. */
export interface Token extends Omit<Form, 'slot'> {
  /** Where that begins in the message, in UTF-16 units. */
  at: number
  /** The same object wherever it stands, as long as it is remembered. */
  form: Form
}

export type TokenKind = 'word' | 'number' | 'punctuation' | 'emoji' | 'hashtag' | 'mention' | 'link' | 'emoticon'
