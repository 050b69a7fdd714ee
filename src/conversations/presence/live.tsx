import type { Db } from '../../core/database.ts'
import type { RecordedEvent } from '../../core/events.ts'
import type { T } from '../../core/i18n/translator.ts'
import type { DrawSigns } from '../../core/live-stream.ts'
import { attachedVersions } from '../attachments/attachment.ts'
import { AttachedNow, attachedId } from '../attachments/views/shown.tsx'
import type { Delivery } from '../deliveries.ts'
import { type DraftWriters, findWriters } from '../draft.ts'
import { stream } from '../turbo.ts'
import { Line, lineId, Marks, Writers, writersId } from './marks.tsx'
import { AnsweredNow, meanwhileId } from './notice.tsx'
import { SharedDraft, sharedDraftId } from './shared-draft.tsx'
import { type Present, whoIsAt } from './who.ts'

/** Draws who is at some conversations now, or at all of them, wherever a page shows it: one query. */
export const presenceSigns =
  (db: Db): DrawSigns =>
  async (about, t) => {
    const present = await whoIsAt(db, about ?? 'all')
    const ids = about ?? [...new Set(present.map((one) => one.conversationId))]
    const [drafts, attached] = await Promise.all([findWriters(db, ids), attachedVersions(db, ids)])
    // After a gap nobody knows which marks are out of date.
    const clear = about ? '' : stream('update', { targets: '[data-here], [data-writers]' })
    return (
      clear +
      ids
        .map(
          (id) => drawPresence(t, id, present) + drawDraft(t, id, drafts.get(id)) + drawAttached(id, attached.get(id)),
        )
        .join('')
    )
  }

const drawDraft = (t: T, id: string, draft: DraftWriters | undefined): string =>
  stream(
    'update',
    { target: sharedDraftId(id) },
    <SharedDraft t={t} version={draft?.version ?? null} writers={draft?.writers ?? []} />,
  )

const drawAttached = (id: string, version = ''): string =>
  stream('update', { target: attachedId(id) }, <AttachedNow version={version} />)

/** Who is at one conversation: in the lists, in its head, beside its composer. */
export function drawPresence(t: T, id: string, present: readonly Present[]): string {
  const here = present.filter((one) => one.conversationId === id)
  return [
    stream('update', { targets: `.row [data-here='${id}']` }, <Marks t={t} present={here} />),
    stream('update', { target: lineId(id) }, <Line t={t} present={here} />),
    stream('update', { target: writersId(id) }, <Writers t={t} present={here} />),
  ].join('')
}

/** That somebody of us answered just now, for whoever writes there too; gone again where it was taken back. */
export function drawMeanwhile(
  { t, mayReply }: { t: T; mayReply: boolean },
  id: string,
  here: readonly RecordedEvent[],
  deliveries: readonly Delivery[],
): string {
  const target = meanwhileId(id)
  return here
    .filter(({ kind, data }) => kind === 'reply.withdrawn' || (kind === 'reply.decided' && !data.again))
    .map(({ kind, seq, data }) => {
      const first = deliveries.find((one) => one.replyId === data.reply && one.part === 0)
      if (kind === 'reply.withdrawn' || !mayReply || !first?.by) return stream('update', { target })
      const { by, writtenAt, text } = first
      // It answers from when it was approved on.
      const at = data.approval ? new Date() : writtenAt
      const answer = { seq, at, by, name: by.name, text, place: `delivery-${first.id}` }
      return stream('update', { target }, <AnsweredNow t={t} answer={answer} />)
    })
    .join('')
}
