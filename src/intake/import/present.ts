import { type Import, stateOf } from './import.ts'

/** An import as the API shows it. */
export const presentImport = (it: Import) => ({
  id: it.id,
  channel_id: it.channel.id,
  name: it.name,
  state: stateOf(it),
  bytes: it.bytes,
  position: it.position,
  lines: it.line,
  taken: it.fresh,
  known: it.known,
  refused: it.refused,
  columns: it.plan.format.columns,
  map: it.plan.mapping,
  header: it.plan.format.header,
  time_zone: it.plan.timeZone,
  dates: it.plan.dayFirst ? 'day-first' : 'month-first',
  visibility: it.plan.visibility,
  waiting: it.plan.waiting,
  created_at: it.createdAt.toISOString(),
  began_at: it.beganAt?.toISOString() ?? null,
  done_at: it.doneAt?.toISOString() ?? null,
  stopped_at: it.stoppedAt?.toISOString() ?? null,
  failure: it.failure,
})
