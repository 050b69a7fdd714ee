import type { Ctx } from '../core/web.ts'
import type { Shell } from './desk.tsx'

/** What is the same on every page of the desk, for whoever asks. Built by the wiring, which knows all rooms. */
export type ShellOf = (c: Ctx) => Promise<Shell>
