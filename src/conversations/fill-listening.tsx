import type { Child } from 'hono/jsx'
import { sql } from 'kysely'
import type { Connectors } from '../connectors/index.ts'
import type { Db } from '../core/database.ts'
import { fileUrl } from '../core/files/routes.ts'
import { listeningMessages, type MessagesPlace } from '../listening/index.ts'
import { Avatar } from '../ui/components/avatar.tsx'
import { Chip } from '../ui/components/chip.tsx'
import { Row } from '../ui/components/row.tsx'
import { Time } from '../ui/components/time.tsx'
import { type Filling, fill } from '../ui/slots.ts'
import { type ReadColumns, readingIn } from './inbox-rows.ts'
import { readableText } from './survey/link.ts'
import { Marked } from './views/marked.tsx'
import { RowReads } from './views/row-reading.tsx'
import { networkName, withoutNames } from './views/where.tsx'

/** The messages of listening's pages, each with its person and its conversation. */
export const fillListening = (db: Db, connectors: Connectors): Filling =>
  fill(listeningMessages, async (ids, place) => {
    const rows = await findHeard(db, ids)
    return new Map(
      rows.map((row): [string, Child] => [row.id, <Heard row={row} place={place} connectors={connectors} />]),
    )
  })

interface HeardRow extends ReadColumns {
  id: string
  conversation_id: string
  subject: string | null
  text: string
  said_at: Date
  concerns_us: boolean
  waiting_since: Date | null
  network: string
  channel_name: string
  person_id: string
  name: string
  avatar_file: Buffer | null
}

async function findHeard(db: Db, ids: readonly string[]): Promise<HeardRow[]> {
  const { rows } = await sql<HeardRow>`
    select m.id, m.conversation_id, m.subject, left(${readableText}, 20000) as text, m.said_at, m.concerns_us,
      case when c.state = 'open' then c.waiting_since end as waiting_since, h.network, h.name as channel_name,
      i.person_id, i.name, i.avatar_file, r.language, case when r.depth >= 2 then r.mood end as mood,
      coalesce(r.intents, 0) as intents, coalesce(r.urgency, 1) as urgency, coalesce(r.abuse, 0) as abuse
    from messages m join conversations c on c.id = m.conversation_id join channels h on h.id = m.channel_id
    join identities i on i.id = m.identity_id left join message_readings r on r.message_id = m.id where m.id = any(${[...ids]}::uuid[])`.execute(
    db,
  )
  return rows
}

const Heard = ({ row, place, connectors }: { row: HeardRow; place: MessagesPlace; connectors: Connectors }) => {
  const { t } = place
  const network = networkName(connectors, row.network)
  const after = place.after?.({ id: row.id, concernsUs: row.concerns_us })
  return (
    <Row
      id={`heard-${row.id}`}
      href={`/conversations/${row.conversation_id}?at=${row.id}#message-${row.id}`}
      title={row.name}
      lead={
        <Avatar
          name={row.name}
          id={row.person_id}
          src={row.avatar_file && fileUrl(row.avatar_file)}
          network={network}
        />
      }
      time={<Time t={t} at={row.said_at} still />}
      chips={
        <>
          <Chip>{row.channel_name}</Chip>
          <RowReads t={t} reads={readingIn(row)} />
          {row.waiting_since && (
            <Chip tone="terracotta" icon="clock-alert">
              {t('conversations.waits')} <Time t={t} at={row.waiting_since} still />
            </Chip>
          )}
        </>
      }
      {...(after ? { after } : {})}
    >
      {row.subject && <b>{row.subject} </b>}
      <Marked found={{ messageId: row.id, pieces: place.mark(withoutNames(row.text)) }} />
    </Row>
  )
}
