import type { Query } from './query.ts'

/** A query that was understood, and where it stands in the text. */
export interface Part {
  query: Query
  from: number
  to: number
  /** A bracket or one piece: nobody can doubt what belongs to it. */
  whole: boolean
  /** Of an AND: where its first part ends, and where its last begins. */
  edges?: { firstTo: number; lastFrom: number }
}
