/** So many automations may answer each other, one the other's deed. */
export const longestChain = 3
/** So often in an hour may one act in the same conversation. */
export const mostAnHour = 10

export type Limit = 'often' | 'chain'

/** Whether an automation answers what others (the chain) caused: never what it has led to itself. */
export const mayAnswer = (id: string, chain: readonly string[]): boolean => !chain.includes(id)

/**
 * Which limit it would go beyond by acting once more. Beyond a chain it rests everywhere. Too often in a conversation, which
 * anybody outside can bring about, it leaves alone only that one.
 */
export function limitMet(chain: readonly string[], runsThisHour: number): Limit | undefined {
  if (chain.length >= longestChain) return 'chain'
  return runsThisHour >= mostAnHour ? 'often' : undefined
}
