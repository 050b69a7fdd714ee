import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Gives back to the machine what starting needed and running does not: compiled code, parsed files, half the heap.
 * Takes some tens of milliseconds, once. Measured: about 75 MB of 200.
 */
export function rest(): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' })
}
