import { z } from 'zod'
import { findChannel } from '../../channels/index.ts'
import type { Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { words } from '../../lib/words.ts'
import { findSetting, type SurveySetting } from './setting.ts'

const ticked = z.preprocess((value) => value === true || value === '1' || value === 'true', z.boolean())

export const longestQuestion = 240

/** As a form or a program says it. */
export const settingGiven = z.object({
  on: ticked,
  question_en: z.string().max(2000),
  question_es: z.string().max(2000),
  after_minutes: z.coerce.number().int().min(5).max(20_160),
  every_days: z.coerce.number().int().min(1).max(365),
  in_public: ticked,
  calendar_id: z.union([z.literal('').transform(() => null), z.uuid(), z.null()]).default(null),
})
export type SettingGiven = z.infer<typeof settingGiven>

/** Says how people are asked at a window; what is asked from now on is asked so. Gives how it was before. */
export async function saveSetting(
  tx: Tx,
  channelId: string,
  given: SettingGiven,
  by: { id: string },
  now: Date,
): Promise<SurveySetting> {
  const channel = await findChannel(tx, channelId)
  const before = await findSetting(tx, channelId)
  const questions = {
    en: questionOf(given.question_en, 'question_en'),
    es: questionOf(given.question_es, 'question_es'),
  }
  const row = {
    on_since: given.on ? (before.onSince ?? now) : null,
    questions: JSON.stringify(questions),
    after_minutes: given.after_minutes,
    every_days: given.every_days,
    in_public: given.in_public,
    calendar_id: given.calendar_id,
    changed_by: by.id,
    changed_at: now,
  }
  await tx
    .insertInto('survey_settings')
    .values({ channel_id: channel.id, ...row })
    .onConflict((conflict) => conflict.column('channel_id').doUpdateSet(row))
    .execute()
  await record(tx, 'survey.set', { channel, by, data: { on: given.on } })
  return before
}

function questionOf(text: string, field: string): string {
  const tidied = cleanText(text).replace(/\s+/gu, ' ').trim()
  const wrong = tidied === '' ? 'survey.question-empty' : tidied.length > longestQuestion ? 'survey.question-long' : ''
  if (wrong === '') return tidied
  const said = words(wrong, { max: longestQuestion })
  throw new Refusal(422, said, { fields: { [field]: said } })
}
