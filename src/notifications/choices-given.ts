import { z } from 'zod'
import { type Given, parseGiven } from '../access/index.ts'
import { type Choices, noLetters, subjects } from './choices.ts'
import { box, clock, minutesField } from './given.ts'
import { paces } from './pace.ts'

/** `true` is at once, as a box that is ticked; what is not sent is never. */
const mail = z.preprocess(
  (value) => (value === true || value === '1' || value === 'true' ? 'at-once' : value || 'never'),
  z.enum([...paces, 'never']),
)

/** Of devices only what was taken away is off: `false`, or a form's box that is not ticked (its hidden twin says so). */
const told = z.preprocess(
  (value) => (value === undefined ? true : Array.isArray(value) ? value.includes('1') : value),
  z.union([z.boolean(), z.stringbool()]),
)

const wanted = z.object({
  mail_assigned: mail,
  mail_reply_failed: mail,
  mail_approval: mail,
  mail_mentions: mail,
  mail_due: mail,
  mail_named: mail,
  mail_followed: mail,
  push_assigned: told,
  push_reply_failed: told,
  push_approval: told,
  push_mentions: told,
  push_due: told,
  push_named: told,
  push_followed: told,
  push_words: box,
  daily_at: minutesField.default(noLetters.dailyAt),
  working_days: box,
})

/** What somebody wants by mail, as a form or a program says it. Refuses (422) what cannot be understood. */
export function readChoices(given: Given): Choices {
  const asked = parseGiven(wanted, given, { daily_at: 'notifications.quiet-time-wrong' })
  return {
    mail: {
      assigned: asked.mail_assigned,
      reply_failed: asked.mail_reply_failed,
      approval: asked.mail_approval,
      mentions: asked.mail_mentions,
      due: asked.mail_due,
      named: asked.mail_named,
      followed: asked.mail_followed,
    },
    push: {
      assigned: asked.push_assigned,
      reply_failed: asked.push_reply_failed,
      approval: asked.push_approval,
      mentions: asked.push_mentions,
      due: asked.push_due,
      named: asked.push_named,
      followed: asked.push_followed,
    },
    pushWords: asked.push_words,
    dailyAt: asked.daily_at,
    workingDays: asked.working_days,
  }
}

export const choicesAsJson = ({ mail, push, ...choices }: Choices): Record<string, string | boolean> => ({
  ...Object.fromEntries(subjects.map((subject) => [`mail_${subject}`, mail[subject]])),
  ...Object.fromEntries(subjects.map((subject) => [`push_${subject}`, push[subject]])),
  push_words: choices.pushWords,
  daily_at: clock(choices.dailyAt),
  working_days: choices.workingDays,
})
