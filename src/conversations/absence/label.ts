import type { T } from '../../core/i18n/translator.ts'
import type { Teammate } from '../assignees.ts'

/** Somebody as one chooses them: with until when, while they are away. */
export const assigneeLabel = (t: T, { name, awayUntil }: Teammate): string =>
  awayUntil ? t('conversations.away-in', { name, until: t.date(awayUntil) }) : name
