import { type Automation, storedAutomation } from './automation.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { Run } from './run.ts'

/** As a program is told of it. */
export const presentAutomation = (automation: Automation) => ({
  id: automation.id,
  ...storedAutomation(automation),
  on_since: automation.onSince?.toISOString() ?? null,
  pause: automation.pause
    ? {
        because: automation.pause.because,
        conversation_id: automation.pause.conversationId,
        at: automation.pause.at.toISOString(),
      }
    : null,
})

export const presentRehearsal = (rehearsal: Rehearsal, automation: Automation) => ({
  id: rehearsal.id,
  since: rehearsal.since.toISOString(),
  until: rehearsal.until.toISOString(),
  ended_at: rehearsal.endedAt?.toISOString() ?? null,
  progress: rehearsal.progress,
  is_of_this_version: rehearsal.version === automation.version,
  looked: rehearsal.looked,
  count: rehearsal.found,
  conversations: rehearsal.conversations,
  days: rehearsal.days,
  examples: rehearsal.examples,
})

export const presentRun = (run: Run) => ({
  id: run.id,
  automation_id: run.automationId,
  macro_id: run.macroId,
  conversation_id: run.conversation.id,
  at: run.at.toISOString(),
  because: run.because,
  did: run.did.map((one) => one.do),
  failed: run.failed?.key ?? null,
  undone_at: run.undoneAt?.toISOString() ?? null,
})
