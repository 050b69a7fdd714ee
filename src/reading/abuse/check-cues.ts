import assert from 'node:assert/strict'
import { tokens } from '../text/tokens.ts'
import { findAbuseCues } from './index.ts'

/**
 * For tests: messages with the cues that must be found in them, separated by commas, by the beginning of their names; after
 * `!` those that must not.
 */
export function check(table: readonly (readonly [language: string, cues: string, text: string])[]): void {
  for (const [language, cues, text] of table) {
    const found = findAbuseCues(tokens(text), language).map(({ name }) => name)
    for (const cue of cues.split(',')) {
      const none = cue.startsWith('!')
      const is = found.some((name) => name.startsWith(none ? cue.slice(1) : cue))
      assert.equal(is, !none, `${cue} in “${text}”: ${found.join(', ')}`)
    }
  }
}
