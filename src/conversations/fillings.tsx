import type { Connectors } from '../connectors/index.ts'
import type { Core } from '../core/core.ts'
import { personMain } from '../people/index.ts'
import { Section } from '../ui/components/pane.tsx'
import { Rows } from '../ui/components/row.tsx'
import { type Filling, fill } from '../ui/slots.ts'
import { conversationsOf } from './of-person.ts'
import { promisesTo } from './promises/promise.ts'
import { PromiseItem } from './promises/views/item.tsx'
import { ConversationRow } from './views/row.tsx'
import { networkName } from './views/where.tsx'

/** What this room puts on the pages of rooms below: the conversations of a person. */
export const conversationFillings = ({ db }: Pick<Core, 'db'>, connectors: Connectors): readonly Filling[] => [
  fill(personMain, async ([personId = ''], { t, viewer }) => {
    const rows = await conversationsOf(db, personId, { viewerId: viewer.id, limit: 50 })
    if (rows.length === 0) return new Map()
    const section = (
      <Section title={t('conversations.list')}>
        <Rows id="person-conversations" label={t('conversations.list')}>
          {rows.map((row) => (
            <ConversationRow t={t} row={row} network={networkName(connectors, row.channel.network)} />
          ))}
        </Rows>
      </Section>
    )
    return new Map([[personId, section]])
  }),
  fill(
    personMain,
    async (ids, { t, viewer }) => {
      const all = Map.groupBy(await promisesTo(db, ids), ({ to }) => to.personId)
      const mayChange = viewer.can.has('reply')
      return new Map(
        [...all].map(([id, promises]) => [
          id,
          <Section title={t('promises.title')}>
            <ul class="promises__list">
              {promises.map((promise) => (
                <PromiseItem t={t} promise={promise} mayChange={mayChange} isApart isNamed back={`/people/${id}`} />
              ))}
            </ul>
          </Section>,
        ]),
      )
    },
    -1,
  ),
]
