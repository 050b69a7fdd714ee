import type { Connectors } from '../connectors/index.ts'
import type { Db } from '../core/database.ts'
import type { RecordedEvent } from '../core/events.ts'
import type { T } from '../core/i18n/translator.ts'
import { findAutomation } from './automation.ts'
import { findChoices } from './choices.ts'
import { findBatches } from './macro-batch.ts'
import { findRehearsal, namesOf } from './rehearsal.ts'
import { BatchCard, batchId } from './views/batch-page.tsx'
import { RehearsalCard, rehearsalId } from './views/rehearsal-card.tsx'

/** Draws how far a look at the past is, where somebody waits for it. */
export const automationFragments =
  (db: Db, connectors: Connectors) =>
  async (events: readonly RecordedEvent[], t: T): Promise<string> => {
    const ids = events.flatMap(({ kind, data }) =>
      kind === 'automation.looked' && typeof data.automation_rehearsal === 'string' ? [data.automation_rehearsal] : [],
    )
    const moved = events.flatMap(({ kind, data }) =>
      kind === 'macro.moved' && typeof data.macro_batch === 'string' ? [data.macro_batch] : [],
    )
    const batches = moved.length > 0 ? await findBatches(db, [...new Set(moved)]) : []
    const cards = batches.map((batch) => replace(batchId(batch.id), String(<BatchCard t={t} batch={batch} />)))
    if (ids.length === 0) return cards.join('')
    const choices = await findChoices(db, connectors)
    const drawn = [...new Set(ids)].map(async (id) => {
      const rehearsal = await findRehearsal(db, id)
      const automation = await findAutomation(db, rehearsal.automationId)
      const names = await namesOf(db, rehearsal.examples)
      const card = <RehearsalCard {...{ t, automation, rehearsal, names, choices }} />
      return replace(rehearsalId(automation.id), String(card))
    })
    return [...cards, ...(await Promise.all(drawn))].join('')
  }

const replace = (target: string, content: string): string =>
  `<turbo-stream action="replace" target="${target}"><template>${content}</template></turbo-stream>`
