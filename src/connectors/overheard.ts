import type { Batch, Heard } from './connector.ts'

/** A batch of which only what a query watches for is to be kept. */
export const asOverheard = (batch: Batch): Batch => ({ ...batch, heard: batch.heard.map(overheard) })

function overheard(item: Heard): Heard {
  if (item.kind === 'message') return { ...item, message: { ...item.message, overheard: true, concernsUs: false } }
  return item.kind === 'deletion' ? { ...item, overheard: true } : item
}
