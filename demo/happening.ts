import type { HeardAuthor, Visibility } from '../src/connectors/index.ts'
import type { WindowKey } from './company.ts'
import type { Language } from './texts.ts'

/** Something that happens in the story: somebody says something, or one of us does something. */
export type Happening = Spoken | Deed

export interface Spoken {
  kind: 'said'
  at: number
  thread: string
  /** The network's id of it. */
  id: string
  parent?: string
  root?: string
  window: WindowKey
  author: HeardAuthor
  subject?: string
  text: string
  language: Language
  visibility: Visibility
  concernsUs: boolean
  isOurs?: true
  held?: true
}

export interface Deed {
  kind: 'deed'
  at: number
  thread: string
  window: WindowKey
  /** The first message of the thread. */
  first: string
  by: string
  does: Does
}

export type Does =
  | { it: 'reply'; text: string; to: string; language: Language }
  | { it: 'note'; text: string }
  | { it: 'tag'; name: string }
  | { it: 'topic'; name: string; message: string }
  | { it: 'assign'; to: string; note?: string }
  | { it: 'close' }
  | { it: 'snooze'; until: number }
  | { it: 'follow' }
  | { it: 'correct'; message: string; mood: 'negative' | 'neutral' | 'positive' }
