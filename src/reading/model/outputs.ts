import { abuses, type Intent, intents, sentiments, urgencies } from '../reading.ts'

/** The intents that are judged each for itself; `other` is what is left when none of them holds. */
export const judgedIntents = intents.filter((one): one is Exclude<Intent, 'other'> => one !== 'other')

export type Task = 'sentiment' | 'intent' | 'urgency' | 'abuse'

/** What the model gives for a message: one number for each label of each task, side by side. */
export const tasks: Record<Task, { from: number; labels: readonly (string | number)[] }> = {
  sentiment: { from: 0, labels: sentiments },
  intent: { from: sentiments.length, labels: judgedIntents },
  urgency: { from: sentiments.length + judgedIntents.length, labels: urgencies },
  abuse: { from: sentiments.length + judgedIntents.length + urgencies.length, labels: abuses },
}

export const taskNames: readonly Task[] = ['sentiment', 'intent', 'urgency', 'abuse']

/** `sentiment:negative`, `intent:complaint`, `urgency:3`, `abuse:none`, in the order of the model's numbers. */
export const outputNames: readonly string[] = taskNames.flatMap((task) =>
  tasks[task].labels.map((label) => `${task}:${label}`),
)

export const outputCount = outputNames.length
