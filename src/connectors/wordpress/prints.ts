import { createHash } from 'node:crypto'
import type { Comment } from './shapes.ts'

/**
 * A comment's print: what it says, in six characters, and how it stands, in four. WordPress does not tell when a
 * comment was changed, so a changed print is how we notice. What it says is taken as it was written where we may see that,
 * because plugins may show the same text differently each time.
 */
export const printOf = (comment: Comment): string =>
  digest(comment.content.raw ?? comment.content.rendered, 6) +
  digest(`${comment.status} ${comment.post} ${comment.parent} ${comment.author} ${comment.author_name}`, 4)

/** The print of a row that could not be understood, so that it is shown once. */
export const printOfRefused = (row: unknown): string => `!${digest(JSON.stringify(row) ?? '', 9)}`

export const saysTheSame = (one: string, other: string): boolean => one.slice(0, 6) === other.slice(0, 6)

const digest = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, length)
