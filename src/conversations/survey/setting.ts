import type { Db, Tx } from '../../core/database.ts'
/** How people are asked at one window. */
export interface SurveySetting {
  channelId: string
  /** Undefined: nobody is asked. */
  onSince: Date | undefined
  questions: { en: string; es: string }
  afterMinutes: number
  everyDays: number
  /** Also where everybody reads it. */
  inPublic: boolean
  calendarId: string | null
}

/** In the words of the house until somebody writes others. `{name}` is theirs. */
export const usualQuestions = {
  en: 'Thank you for writing to us, {name}. How did we do? One tap is enough:',
  es: 'Gracias por escribirnos, {name}. ¿Qué tal lo hicimos? Basta con un toque:',
}

/** As it is until somebody says otherwise: off, and a day after closing, so that it can be called off in peace. */
export const usualSetting = (channelId: string): SurveySetting => ({
  channelId,
  onSince: undefined,
  questions: usualQuestions,
  afterMinutes: 24 * 60,
  everyDays: 30,
  inPublic: false,
  calendarId: null,
})

export async function findSettings(db: Db | Tx): Promise<SurveySetting[]> {
  const rows = await db.selectFrom('survey_settings').selectAll().execute()
  return rows.map((row) => ({
    channelId: row.channel_id,
    onSince: row.on_since ?? undefined,
    questions: row.questions,
    afterMinutes: row.after_minutes,
    everyDays: row.every_days,
    inPublic: row.in_public,
    calendarId: row.calendar_id,
  }))
}

export const findSetting = async (db: Db | Tx, channelId: string): Promise<SurveySetting> =>
  (await findSettings(db)).find((setting) => setting.channelId === channelId) ?? usualSetting(channelId)

/** The words in a person's language: theirs where we have it, else English where that is not Spanish. */
export const questionIn = ({ questions }: SurveySetting, language: string, name: string): string =>
  questions[language === 'es' ? 'es' : 'en'].replaceAll('{name}', () => name.slice(0, 60).toWellFormed())
