import type { Cue } from '../cue.ts'
import type { Scene } from './scene.ts'

/** Something found: its cue, from which word of the scene to which (in either order), and how much of it. */
export type Sign = readonly [name: string, a: number, b: number, strength: number]

/** The cues of one message as they are found: of each name the strongest, so that repeating a word changes nothing. */
export class Found {
  readonly cues = new Map<string, Cue>()
  readonly scene: Scene

  constructor(scene: Scene) {
    this.scene = scene
  }

  add(sign: Sign | undefined): void {
    if (!sign) return
    const [name, a, b, strength] = sign
    const { words } = this.scene
    const first = words[words[Math.min(a, b)]?.first ?? 0]
    const last = words[words[Math.max(a, b)]?.last ?? 0]
    const before = this.cues.get(name)
    if (!first || !last || (before && before.strength >= strength)) return
    this.cues.set(name, { name, from: first.from, to: last.to, strength })
  }
}
