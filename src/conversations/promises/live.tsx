import { sql } from 'kysely'
import type { Core } from '../../core/core.ts'
import type { RecordedEvent } from '../../core/events.ts'
import type { T } from '../../core/i18n/translator.ts'
import { NavCount } from '../../ui/desk.tsx'
import { stream } from '../turbo.ts'
import { countDue } from './list.ts'
import { type Promised, readPromises } from './promise.ts'
import { promisesId } from './rail.ts'
import { PromiseItem } from './views/item.tsx'
import { Promises, stripId } from './views/strip.tsx'

const mostConversations = 60
/** An answer that left may keep what was promised; whoever has a conversation answers for what is promised there. */
const shown = /^promise\.|^reply\.sent$|^conversation\.(?:assigned|merged|united|split|moved|rearranged)/

/** Draws what is promised in conversations where that changed, and the numbers on the rail of whoever answers for it. */
export const promiseFragments =
  ({ db }: Pick<Core, 'db'>) =>
  async (events: readonly RecordedEvent[], t: T, mayReply: boolean): Promise<string> => {
    const here = events.filter(({ kind }) => shown.test(kind))
    const ids = [...new Set(here.flatMap(({ conversationId }) => conversationId ?? []))].slice(-mostConversations)
    if (ids.length === 0) return ''
    const promises = await readPromises(
      db,
      sql`where p.conversation_id = any(${ids}::uuid[]) and p.made_at is not null order by p.due_at, p.id limit 500`,
    )
    const strips = ids.map((id) => {
      const of = promises.filter(({ conversationId }) => conversationId === id)
      const drawn = <Promises t={t} conversationId={id} promises={of} mayChange={mayReply} />
      return stream('update', { target: stripId(id) }, of.length === 0 ? '' : drawn)
    })
    const whose = new Set(promises.flatMap(({ answersFor }) => answersFor?.id ?? []))
    for (const { kind, data } of here) for (const id of whoEver(kind, data)) whose.add(id)
    const counts = await countDue(db, [...whose])
    const rail = [...counts].map(([user, count]) => {
      const id = promisesId(user)
      return stream('replace', { target: `nav-count-${id}` }, <NavCount t={t} id={id} count={count} needsUs />)
    })
    const touched = new Set(here.flatMap(({ data }) => (typeof data.promise === 'string' ? data.promise : [])))
    const items = promises.filter(({ id }) => touched.has(id)).map((promise) => drawItem(t, promise, mayReply))
    return strips.join('') + items.join('') + rail.join('')
  }

/** In the lists of promises that people have open: changed where it stands, gone from where it stands no more. */
function drawItem(t: T, promise: Promised, mayChange: boolean): string {
  const at = `#promise-${promise.id}`
  const item = <PromiseItem t={t} promise={promise} mayChange={mayChange} isApart back="/promises" />
  const lists = ['all', ...(promise.answersFor ? [promise.answersFor.id] : [])]
  const arrives = lists.map((name) => `[data-promises~='${promise.state}-${name}']:not(:has(> ${at}))`).join(', ')
  return [
    stream('remove', { targets: `[data-promises]:not([data-promises~='${promise.state}']) > ${at}` }),
    stream('replace', { targets: `[data-promises~='${promise.state}'] > ${at}` }, item),
    stream('append', { targets: arrives }, item),
  ].join('')
}

/** Whoever answered for it before. */
const whoEver = (kind: string, data: RecordedEvent['data']): string[] =>
  kind === 'conversation.assigned' || kind === 'promise.changed'
    ? [data.from, data.user].filter((one) => typeof one === 'string')
    : []
