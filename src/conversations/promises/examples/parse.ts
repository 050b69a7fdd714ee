/** A draft, whether it promises something, and by when (a day, or a moment, in Madrid). */
export interface PromiseExample {
  promises: boolean
  due: string | null
  draft: string
}

/** Reads examples, a line each; empty lines and those with `#` before are none. Throws at a line that cannot be read. */
export const parsePromiseExamples = (text: string): PromiseExample[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [verdict, due, ...rest] = line.split(' | ')
      if ((verdict !== 'speak' && verdict !== 'still') || !due || rest.length === 0)
        throw new Error(`Not an example: ${line.slice(0, 80)}`)
      return { promises: verdict === 'speak', due: due === '-' ? null : due, draft: rest.join(' | ') }
    })
