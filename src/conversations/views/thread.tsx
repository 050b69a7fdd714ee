import type { Child } from 'hono/jsx'
import type { Visibility } from '../../connectors/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { Avatar } from '../../ui/components/avatar.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Deed } from '../../ui/components/form.tsx'
import { Happened, Remark } from '../../ui/components/remark.tsx'
import { Time } from '../../ui/components/time.tsx'
import { Attached } from '../attachments/views/shown.tsx'
import type { Happening } from '../happenings.ts'
import type { Note } from '../note.ts'
import type { Timeline, TimelineItem } from '../timeline.ts'
import { OnItsWay } from './delivery.tsx'
import { Happens } from './happening.tsx'
import { NotedText } from './noted-text.tsx'
import { rowId } from './row.tsx'
import { Said, type Setting } from './said.tsx'

export interface ThreadProps {
  setting: Setting
  /** How openly one speaks here, as the head says; undefined where that is said of each message. */
  visibility: Visibility | undefined
  timeline: Timeline
  /** The address of what was said before. */
  earlier?: string | undefined
  /** The address of the latest page. */
  latest: string
  /** This page is the latest: what is said from now on arrives at its end. */
  isLatest: boolean
  mayRemove: (note: Note) => boolean
  /** What rooms above put under something that happened. */
  happenedMore: (happening: Happening) => Child[]
}

/** Everything said and done, in the order of time. Live items are appended to it. */
export const Thread = ({ setting, visibility, timeline, earlier, latest, isLatest, ...more }: ThreadProps) => (
  <>
    {earlier && (
      <Button href={earlier} icon="arrow-up" small>
        {setting.t('conversations.earlier')}
      </Button>
    )}
    <div
      class="talk"
      {...(visibility ? { 'data-visibility': visibility } : {})}
      data-read={rowId(setting.conversationId)}
      {...(isLatest ? { id: threadId(setting.conversationId), 'data-follow': '' } : {})}
    >
      {timeline.items.map((item) => (
        <Item setting={setting} item={item} {...more} />
      ))}
    </div>
    {!isLatest && (
      <Button href={latest} icon="arrow-down" small>
        {setting.t('conversations.latest')}
      </Button>
    )}
    {isLatest && <turbo-frame id={`seen-${setting.conversationId}`} />}
  </>
)

export const threadId = (conversationId: string): string => `thread-${conversationId}`

export interface ItemProps {
  setting: Setting
  item: TimelineItem
  mayRemove?: ThreadProps['mayRemove']
  happenedMore?: ThreadProps['happenedMore']
}

export const Item = ({ setting, item, mayRemove, happenedMore }: ItemProps) => {
  const { t } = setting
  if (item.kind === 'message') return <Said setting={setting} {...item} />
  if (item.kind === 'delivery') return <OnItsWay setting={setting} delivery={item.delivery} />
  if (item.kind === 'note') return <Noted t={t} note={item.note} mayRemove={mayRemove?.(item.note) ?? false} />
  if (item.kind === 'happening')
    return <Happens t={t} happening={item.happening} more={happenedMore?.(item.happening) ?? []} />
  return (
    <Happened icon="message-circle-question-mark">
      {t('conversations.awaited', { network: setting.network.name })}
    </Happened>
  )
}

const Noted = ({ t, note, mayRemove }: { t: T; note: Note; mayRemove: boolean }) => {
  const machine = note.automation ? t('conversations.the-automation', { name: note.automation }) : undefined
  const name = note.by?.name ?? machine ?? t('conversations.somebody')
  return (
    <Remark
      id={`note-${note.id}`}
      tone="note"
      avatar={<Avatar name={name} {...(note.by ? { id: note.by.id } : {})} size="small" />}
      name={t('conversations.to-the-team', { name })}
      time={<Time t={t} at={note.writtenAt} />}
      actions={
        mayRemove && (
          <Deed action={`/notes/${note.id}`} method="delete">
            <Button variant="plain" small icon="trash-2" label={t('conversations.remove-note')} />
          </Deed>
        )
      }
    >
      <NotedText note={note} />
      <Attached t={t} attachments={note.attachments} />
    </Remark>
  )
}
