import type { Lot } from './lot.ts'
import { asGender, say, tidy } from './text.ts'
import { goingWith, type Language, type Line, type Part, type SceneTexts } from './texts.ts'

export interface Asked {
  language: Language
  scene: string
  part: Part
  /** How the thread began; undefined when this begins it. */
  thread: string | undefined
  gender: 'm' | 'f'
  knows: (name: string) => string
  /** What becomes of the words before they are compared with what was said already. */
  finish: (text: string) => string
  fits: (text: string) => boolean
}

const tries = 6
const mostTries = 60

/** Says things so that nobody seems to have heard them before: what was said least goes first, and nothing is said twice. */
export class Sayer {
  readonly #texts: Record<Language, ReadonlyMap<string, SceneTexts>>
  readonly #said = new Set<string>()
  readonly #sentences = new Map<string, number>()
  readonly #uses = new Map<Line, number>()

  constructor(texts: Record<Language, ReadonlyMap<string, SceneTexts>>) {
    this.#texts = texts
  }

  has({ language, scene, part }: Pick<Asked, 'language' | 'scene' | 'part'>): boolean {
    return (this.#texts[language].get(scene)?.[part]?.length ?? 0) > 0
  }

  /** Undefined when there is nothing left to say that was not said. */
  say(asked: Asked, lot: Lot): { text: string; thread: string } | undefined {
    const lines = this.#texts[asked.language].get(asked.scene)?.[asked.part] ?? []
    const all = asked.thread === undefined ? lines : goingWith(lines, asked.thread)
    if (all.length === 0) return undefined
    let best: { text: string; worn: number; line: Line } | undefined
    for (let at = 0; at < mostTries && (at < tries || !best); at += 1) {
      const line = this.#rested(all, lot)
      const raw = say(line.template, lot, asked.knows)
      const text = asked.finish(tidy(asGender(raw, asked.gender))).trim()
      if (this.#said.has(text) || !asked.fits(text) || text === '') continue
      const worn = this.#wornOf(raw)
      if (!best || worn < best.worn) best = { text, worn, line }
    }
    if (!best) return undefined
    this.#keep(best)
    return { text: best.text, thread: best.line.threads }
  }

  /** One of those that were used least. */
  #rested(all: readonly Line[], lot: Lot): Line {
    const least = Math.min(...all.map((one) => this.#uses.get(one) ?? 0))
    return lot.weighted(all, (one) => 1 / (1 + (this.#uses.get(one) ?? 0) - least) ** 2)
  }

  #wornOf(text: string): number {
    const sentences = sentencesOf(text)
    return sentences.reduce((sum, one) => sum + (this.#sentences.get(one) ?? 0), 0) / Math.max(1, sentences.length)
  }

  #keep({ text, line }: { text: string; line: Line }): void {
    this.#said.add(text)
    this.#uses.set(line, (this.#uses.get(line) ?? 0) + 1)
    for (const one of sentencesOf(text)) this.#sentences.set(one, (this.#sentences.get(one) ?? 0) + 1)
  }
}

/** The sentences of a text, as they are compared. */
export const sentencesOf = (text: string): string[] =>
  (text.match(/[^.!?…]+[.!?…]*/gu) ?? []).map((one) => one.trim().toLowerCase()).filter((one) => one.length > 12)
