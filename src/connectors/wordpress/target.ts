import { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Said, Spoken } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { webAddress } from './author.ts'
import type { Comment } from './shapes.ts'
import { commentId, named } from './translate.ts'

/** Where a reply goes: under which post, and under which comment there (0: none). */
export interface Target {
  post: number
  parent: number
}

/**
 * WordPress lets answers nest as deep as one likes; a theme that shows fewer levels (the setting says five) shows the
 * deeper ones at its last, in order, so the true parent is always the right one to name.
 */
export function targetOf({ inReplyTo }: Spoken): Target {
  const to = named(inReplyTo.externalId)
  const root = named(inReplyTo.rootExternalId ?? '')
  const post = z.object({ post: z.number() }).safeParse(inReplyTo.replyKey).data?.post ?? root?.id
  if (to?.kind === 'post') return { post: to.id, parent: 0 }
  if (to?.kind === 'comment' && post) return { post, parent: to.id }
  throw new ConnectorFailure('invalid', words('wordpress.no-target'))
}

/** Kept by WordPress beside the comment, where only moderators see it. */
export const signature = ({ key }: Spoken): string => `Tertulia ${key}`

export function asSaid(comment: Comment): Said {
  const url = webAddress(comment.link)
  return {
    externalId: commentId(comment.id),
    ...(url !== undefined && { url }),
    saidAt: comment.date_gmt,
    replyKey: { post: comment.post },
  }
}
