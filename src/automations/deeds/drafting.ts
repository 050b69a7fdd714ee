import { z } from 'zod'
import type { Connectors } from '../../connectors/index.ts'
import {
  discardDraft,
  findConversation,
  findDraft,
  findReplyTarget,
  insertReply,
  keepDraft,
  writeDraft,
} from '../../conversations/index.ts'
import type { Core } from '../../core/core.ts'
import { type DeedKind, deedKind } from '../deed.ts'

const did = z.object({ before: z.string().nullable(), after: z.string() })

/** Puts a saved reply into the draft, filled in, after what is there. Nothing is sent; only a person may speak so. */
export const drafting = (core: Pick<Core, 'config' | 'clock'>, connectors: Connectors): DeedKind =>
  deedKind({
    name: 'draft',
    icon: 'file-text',
    takes: 'saved-reply',
    ability: 'reply',
    onlyByPeople: true,
    given: z.object({ do: z.literal('draft'), saved_reply: z.uuid() }),
    did,
    async apply(tx, id, { saved_reply }, { by }) {
      if (!by) return undefined
      const conversation = await findConversation(tx, id)
      const target = await findReplyTarget(tx, id)
      const offered = await insertReply(tx, core, connectors, {
        savedReplyId: saved_reply,
        conversation,
        viewer: by,
        target,
      })
      const before = (await findDraft(tx, id))?.text ?? null
      const text = before === null ? offered.text : `${before.trimEnd()}\n\n${offered.text}`
      await keepDraft(tx, id, { text, base: before ?? '' }, by)
      return { before, after: (await findDraft(tx, id))?.text ?? text }
    },
    async undo(tx, id, { before, after }, { by }) {
      const kept = await findDraft(tx, id)
      if (!by || kept?.text !== after) return false
      if (before === null) await discardDraft(tx, id)
      else await writeDraft(tx, id, { text: before, inReplyTo: kept.inReplyTo }, by)
      return true
    },
  })
