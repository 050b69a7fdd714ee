import type { Abuse, Intent, Sentiment, Urgency } from '../../reading/index.ts'

/** What can be done about something that was said. */
export const leaves = ['respond', 'correct', 'make-good', 'let-stand', 'watch'] as const
export type Leaf = (typeof leaves)[number]

/** What only one of us knows. */
export const questions = ['about-us', 'is-so'] as const
export type Question = (typeof questions)[number]

/** All that is known: how it reads, and what one of us said of it. */
export interface Known {
  mood: Sentiment
  intents: readonly Intent[]
  abuse: Abuse
  urgency: Urgency
  /** It was said to us, as their network has it. */
  concernsUs: boolean
  answers: Partial<Record<Question, boolean>>
}

/** A question that the tree asked on its way, and who answered it: how it reads, or one of us. */
export interface Step {
  asks: 'about-us' | 'abuse' | 'claims' | 'is-so' | 'harmed' | 'wants'
  answer: boolean
  by: 'reading' | 'us'
}

export interface Proposal {
  /** Undefined while one of us is to answer first. */
  leaf: Leaf | undefined
  ask: Question | undefined
  /** Of a sentence that says why. */
  why: string
  steps: Step[]
}

/**
 * What to do about something, and why: truth first. After the response assessment of the US Air Force (2008), whose critics
 * ask for the question that it lacks: is it true? (`is-so` comes before who is angry, mistaken or unhappy.)
 */
export function propose(known: Known): Proposal {
  const { mood, intents, abuse, urgency, answers } = known
  const steps: Step[] = []
  const step = (asks: Step['asks'], answer: boolean, by: Step['by'] = 'reading'): boolean => {
    steps.push({ asks, answer, by })
    return answer
  }
  const end = (leaf: Leaf, why: string): Proposal => ({ leaf, ask: undefined, why, steps })
  const ask = (question: Question): Proposal => ({ leaf: undefined, ask: question, why: `ask-${question}`, steps })

  if (answers['about-us'] === undefined && !known.concernsUs) return ask('about-us')
  const isAboutUs = answers['about-us'] ?? known.concernsUs
  if (!step('about-us', isAboutUs, answers['about-us'] === undefined ? 'reading' : 'us')) return end('watch', 'not-us')
  if (step('abuse', abuse === 'hate' || abuse === 'threat')) return end('watch', 'abuse')

  const harmed = intents.includes('complaint')
  // Who only rants claims nothing that could be true; who was let down and curses was let down all the same.
  if (abuse === 'insult' && !harmed && !intents.includes('question')) return end('watch', 'rant')
  if (step('claims', harmed || mood === 'negative')) {
    if (answers['is-so'] === undefined) return ask('is-so')
    if (!step('is-so', answers['is-so'], 'us')) return end('correct', 'not-so')
    return step('harmed', harmed) ? end('make-good', 'harmed') : end('respond', 'fair')
  }

  if (intents.includes('spam')) return end('let-stand', 'spam')
  const wants = (['question', 'suggestion', 'purchase'] as const).find((intent) => intents.includes(intent))
  if (step('wants', wants !== undefined || urgency === 3)) return end('respond', wants ?? 'urgent')
  if (intents.includes('praise')) return end('respond', 'praise')
  return end('let-stand', intents.includes('thanks') ? 'thanks' : 'nothing')
}
