import type { Tx } from '../core/database.ts'
import { causing } from '../core/events.ts'
import type { Automation } from './automation.ts'

/** Whatever `work` records says which automation did it, and which ones led to that. */
export const asAutomation = <R>(
  tx: Tx,
  { id, name }: Pick<Automation, 'id' | 'name'>,
  chain: readonly string[],
  runId: string,
  work: () => Promise<R>,
): Promise<R> => causing(tx, { automation: id, automation_name: name, chain: [...chain, id], run: runId }, work)
