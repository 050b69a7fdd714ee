import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { App } from '../src/app.ts'
import { noTab, sign } from '../src/conversations/presence/sign.ts'
import { Ahead } from './ahead.ts'
import { answerBack } from './answer-back.ts'
import { places, visitorKey } from './company.ts'
import type { House } from './found.ts'
import type { Deed, Happening, Spoken } from './happening.ts'
import { lotOf } from './lot.ts'
import type { StandIns } from './stand-ins.ts'
import { asHeard, doDeed } from './write.ts'

export interface Life {
  stop(): Promise<void>
}

export interface Living {
  app: App
  house: House
  standIns: StandIns
  story: Iterator<Happening>
  /** `waiting`: so much of the story was read and has not happened yet. */
  onHappened(waiting: number): void
  /** How long it waits after what happened; a test is quicker. */
  pace?: { saidMs: number; deedMs: number; writingMs: number }
}

const usual = { saidMs: 13_000, deedMs: 3_000, writingMs: 5_000 }

/** The story goes on, quicker than it would: a few words a minute, and colleagues who answer them. */
export function live(living: Living): Life {
  const { app, onHappened, pace = usual } = living
  const story = new Ahead(living.story)
  const stopping = new AbortController()
  const lot = lotOf(Date.now())
  const wait = (ms: number) => sleep(lot.around(ms), undefined, { signal: stopping.signal }).catch(() => {})
  const answering = answerBack(living, stopping.signal)
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      const value = story.next()
      await wait(value.kind === 'said' ? pace.saidMs : pace.deedMs)
      if (stopping.signal.aborted) return
      try {
        if (value.kind === 'said') hear(living, value)
        else await act(living, value, () => wait(pace.writingMs))
        onHappened(story.waiting)
      } catch (err) {
        app.core.log.warn({ err }, 'something did not happen in the sample')
      }
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await Promise.all([loop, answering.stop()])
    },
  }
}

function hear({ standIns }: Living, it: Spoken): void {
  const window = places.find((place) => place.key === it.window)?.externalId ?? ''
  standIns.tell(window, asHeard({ ...it, at: Date.now() }))
}

/** One of us does it, unless the visitor has it, is there, or has just been: nobody works under somebody's hands. */
async function act(living: Living, deed: Deed, writing: () => Promise<void>): Promise<void> {
  const { app, house } = living
  const { db } = app.core
  const there = await heardBy(app, [deed.first, ...messagesOf(deed)])
  const conversation = there.get(deed.first)?.conversationId
  const by = house.users.get(deed.by)
  if (!conversation || !by || (await isTheVisitors(living, conversation))) return
  if (deed.does.it === 'reply') {
    await sign(db, conversation, { tab: noTab, doing: 'looking' }, by)
    await writing()
    await sign(db, conversation, { tab: noTab, doing: 'writing' }, by)
    await writing()
    if (await isTheVisitors(living, conversation)) return
  }
  const does = deed.does.it === 'snooze' ? { ...deed.does, until: Date.now() + deed.does.until - deed.at } : deed.does
  const way = { connectors: app.board.connectors, users: house.users, there }
  await db.transaction().execute((tx) => doDeed(tx, way, conversation, { ...deed, does }))
}

const messagesOf = ({ does }: Deed): string[] =>
  does.it === 'reply' ? [does.to] : 'message' in does ? [does.message] : []

/** What was said a moment ago may still be on its way in. */
async function heardBy(app: App, externalIds: readonly string[]) {
  for (let left = 10; ; left -= 1) {
    const there = await findThere(app, externalIds)
    if (left === 0 || externalIds.every((id) => there.has(id))) return there
    await sleep(300)
  }
}

async function findThere(app: App, externalIds: readonly string[]) {
  const { rows } = await sql<{ id: string; conversationId: string; externalId: string }>`
    select id, conversation_id as "conversationId", external_id as "externalId" from messages
    where external_id = any(${[...externalIds]}::text[])`.execute(app.core.db)
  return new Map(rows.map((row) => [row.externalId, row]))
}

async function isTheVisitors({ app, house }: Living, conversationId: string): Promise<boolean> {
  const visitor = house.users.get(visitorKey)?.id ?? null
  const { rows } = await sql<{ theirs: boolean }>`
    select exists (select from conversation_assignments where conversation_id = ${conversationId} and user_id = ${visitor})
      or exists (select from presences where conversation_id = ${conversationId} and user_id = ${visitor})
      or exists (select from drafts where conversation_id = ${conversationId} and kept_by = ${visitor})
      or exists (select from conversation_reads where conversation_id = ${conversationId} and user_id = ${visitor}
        and read_at > now() - interval '20 minutes') as theirs`.execute(app.core.db)
  return rows[0]?.theirs ?? false
}
