import type { Ctx } from '../core/web.ts'
import type { Shell } from './desk.tsx'

/** What is the same on every page of the desk, for whoever asks. Built by the wiring, which knows all rooms. */
export type ShellOf = (c: Ctx, known?: Known) => Promise<Shell>

/** What a page asks for anyway, and the shell shows too. */
export interface Known {
  /** How many conversations wait for us. */
  needing?: Promise<number>
}
