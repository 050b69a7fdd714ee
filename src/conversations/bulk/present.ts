import type { Run } from './run.ts'

export const presentRun = (it: Run) => ({
  id: it.id,
  deed: it.deed,
  by: it.by,
  state: it.state,
  total: it.total,
  done: it.done,
  changed: it.changed,
  put_back: it.putBack,
  left_alone: it.leftAlone,
  failure: it.failure?.key ?? null,
  asked_at: it.askedAt.toISOString(),
  ended_at: it.endedAt?.toISOString() ?? null,
  ended_by: it.endedBy,
})
