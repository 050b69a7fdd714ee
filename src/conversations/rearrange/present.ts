import { presentRow } from '../present.ts'
import type { Standing } from './find.ts'
import type { Related } from './link.ts'
import type { Suggested } from './suggest.ts'

/** As `undo` takes it back: what was done, to which conversations, by whom. */
export const presentRearrangement = (it: Standing) => ({
  id: it.id,
  kind: it.kind,
  from_id: it.fromId,
  to_id: it.toId,
  message_id: it.messageId,
  scope: it.scope,
  by: it.by,
  at: new Date(it.at).toISOString(),
  undone_at: it.undoneAt ? new Date(it.undoneAt).toISOString() : null,
})

export const presentRelated = (it: Related) => ({
  id: it.id,
  subject: it.subject,
  name: it.name,
  excerpt: it.excerpt,
  state: it.state,
  how: it.how,
  link_id: it.linkId,
  why: it.why,
  by: it.by,
  at: new Date(it.at).toISOString(),
})

export const presentSuggested = ({ row, why }: Suggested) => ({ why, conversation: presentRow(row) })
