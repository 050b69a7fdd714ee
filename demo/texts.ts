import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../src/core/root.ts'
import { parseTemplate, type Template } from './text.ts'

export type Language = 'es' | 'en'
/** Who says it, and when: the first who writes, one of us, they again, we again, their thanks or not, somebody else. */
export type Part = 'opens' | 'answers' | 'goes-on' | 'settles' | 'thanks' | 'bitter' | 'others'
const parts: readonly string[] = ['opens', 'answers', 'goes-on', 'settles', 'thanks', 'bitter', 'others']
const isPart = (text: string): text is Part => parts.includes(text)

/** One thing that may be said. `threads`: letters; who began with one of them is answered with the same. */
export interface Line {
  threads: string
  template: Template
}

/** Everything that is said about one thing in one language. */
export type SceneTexts = Partial<Record<Part, readonly Line[]>>

/**
 * By the name of the scene: `# late-parcel`, then `== opens` and a line for each thing that may be said. `d) …` goes with what else
 * begins with `d)`; `-d)` also where nothing does.
 */
export function readTexts(language: Language): ReadonlyMap<string, SceneTexts> {
  const scenes = new Map<string, Partial<Record<Part, Line[]>>>()
  for (const text of filesOf(join(root, 'demo/talk', language))) readScenes(text, scenes)
  return scenes
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))

export function readScenes(text: string, scenes: Map<string, Partial<Record<Part, Line[]>>>): void {
  let scene: Partial<Record<Part, Line[]>> = {}
  let lines: Line[] = []
  for (const line of text.split('\n').map((written) => written.trim())) {
    const [, name] = /^# ([\w-]+)$/.exec(line) ?? []
    const [, part] = /^== ([\w-]+)$/.exec(line) ?? []
    if (name) {
      scene = scenes.get(name) ?? {}
      scenes.set(name, scene)
    } else if (part) {
      if (!isPart(part)) throw new Error(`Nobody says ${part}.`)
      lines = scene[part] ?? []
      scene[part] = lines
    } else if (line !== '') lines.push(asLine(line))
  }
}

function asLine(written: string): Line {
  const [whole, threads = ''] = /^([a-z-]{1,6})\) /.exec(written) ?? ['']
  return { threads, template: parseTemplate(written.slice(whole.length)) }
}

/** Those that go with how a thread began: its own, or where it has none those of everybody. */
export function goingWith(lines: readonly Line[], thread: string): readonly Line[] {
  const own = thread ? lines.filter(({ threads }) => [...thread].some((it) => it !== '-' && threads.includes(it))) : []
  return own.length > 0 ? own : lines.filter(({ threads }) => threads === '' || threads.includes('-'))
}
