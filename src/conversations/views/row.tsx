import type { T } from '../../core/i18n/translator.ts'
import { Avatar } from '../../ui/components/avatar.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { Row } from '../../ui/components/row.tsx'
import { Time } from '../../ui/components/time.tsx'
import { bulkForm } from '../bulk/form.ts'
import type { InboxRow } from '../inbox-rows.ts'
import { RowMarks } from '../presence/marks.tsx'
import type { Present } from '../presence/who.ts'
import { PromiseChip } from '../promises/views/item.tsx'
import { DueChip } from '../service-levels/views/due-chip.tsx'
import { type Found, Marked } from './marked.tsx'
import { RowReads, whyHere } from './row-reading.tsx'
import { type NetworkName, withoutNames } from './where.tsx'

export interface ConversationRowProps {
  t: T
  row: InboxRow
  network: NetworkName
  /** What follows the conversation's address: the list it is opened from. */
  query?: string
  current?: boolean
  /** Of a search: the words that were looked for, in the message that has them. */
  found?: Found | undefined
  /** It can be chosen, to do something with several. */
  canChoose?: boolean
  /** Who is at it now. */
  present?: readonly Present[] | undefined
}

/** A conversation in a list: who spoke last, what they said, what it needs. */
export const ConversationRow = (props: ConversationRowProps) => {
  const { t, row, network, query = '', current = false, found, present = [], canChoose = false } = props
  const [face] = row.faces
  const name = face?.name ?? network.name
  return (
    <Row
      id={rowId(row.id)}
      href={found ? foundAt(row.id, query, found) : `/conversations/${row.id}${query}`}
      title={titleOf(t, row, name)}
      lead={<Avatar name={name} {...(face ? { id: face.personId, src: face.avatar } : {})} network={network} />}
      time={
        <>
          <RowMarks t={t} conversationId={row.id} present={present} />
          <Time t={t} at={row.lastAt} still />
        </>
      }
      {...(row.need ? { 'data-need': row.need.getTime() } : {})}
      current={current}
      {...(canChoose ? { choose: <Choose t={t} id={row.id} name={titleOf(t, row, name)} /> } : {})}
      unread={row.unread}
      unreadLabel={t('conversations.unread')}
      chips={
        <span class="chips" id={`chips-${row.id}`}>
          <RowChips t={t} row={row} />
        </span>
      }
    >
      {row.subject && <b>{row.subject} </b>}
      {found ? <Marked found={found} /> : <Said t={t} row={row} />}
    </Row>
  )
}

const Choose = ({ t, id, name }: { t: T; id: string; name: string }) => (
  <input
    type="checkbox"
    class="row__choose"
    name="ids[]"
    value={id}
    form={bulkForm}
    aria-label={t('conversations.choose-this', { name })}
    autocomplete="off"
  />
)

/** The page of the thread that has what was found. */
const foundAt = (id: string, query: string, { messageId }: Found): string =>
  `/conversations/${id}${query}${query ? '&' : '?'}at=${messageId}#message-${messageId}`

export const rowId = (conversationId: string): string => `conversation-${conversationId}`

function titleOf(t: T, row: InboxRow, name: string): string {
  const others = row.faces.length - 1
  return others > 0 ? t('conversations.and-more', { name, count: others }) : name
}

const Said = ({ t, row }: { t: T; row: InboxRow }) => {
  if (row.lastIsDeleted) return <i>{t('conversations.deleted')}</i>
  if (row.excerpt === '') return <i>{t('conversations.wordless')}</i>
  const text = withoutNames(row.excerpt)
  return <>{row.lastIsOurs ? t('conversations.we-said', { text }) : text}</>
}

/** Since when somebody waits; on hover, and to whoever hears the page, until when they should. */
const Waits = ({ t, row, since }: { t: T; row: InboxRow; since: Date }) => {
  const why = whyHere(t, row)
  return (
    <Chip tone="terracotta" icon="clock-alert" {...(why ? { title: why } : {})}>
      {t('conversations.waits')} <Time t={t} at={since} still />
      {why && <span class="visually-hidden"> · {why}</span>}
    </Chip>
  )
}

/** What it needs and whose it is; the same for everybody. */
export const RowChips = ({ t, row }: { t: T; row: InboxRow }) => (
  <>
    {row.state === 'open' && row.waitingSince && !row.dues[0] && <Waits t={t} row={row} since={row.waitingSince} />}
    {row.dues[0] && <DueChip t={t} due={row.dues[0]} still />}
    {row.promisedBy && <PromiseChip t={t} dueAt={row.promisedBy} still />}
    <RowReads t={t} reads={row.reads} />
    {row.state === 'snoozed' && row.snoozedUntil && (
      <Chip tone="saffron" icon="alarm-clock">
        {t('conversations.until')} <Time t={t} at={row.snoozedUntil} still />
      </Chip>
    )}
    {row.leavesAt && (
      <Chip tone="tile" icon="send">
        {t('conversations.row-leaves')} <Time t={t} at={row.leavesAt} still />
      </Chip>
    )}
    {row.state === 'closed' && (
      <Chip tone="olive" icon="check">
        {t('conversations.is-closed')}
      </Chip>
    )}
    {row.state === 'spam' && (
      <Chip tone="wine" icon="circle-x">
        {t('conversations.is-spam')}
      </Chip>
    )}
    {(row.user ?? row.team) && (
      <Chip tone="tile" icon={row.user ? 'user-check' : 'users-round'}>
        {row.user?.name ?? row.team?.name}
      </Chip>
    )}
    {row.tags.map((name) => (
      <Chip>{name}</Chip>
    ))}
  </>
)
