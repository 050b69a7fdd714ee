import { readFileSync } from 'node:fs'
import path from 'node:path'

const home = path.resolve(import.meta.dirname, '../database.ts')

/** Whether a file of tests asks a database anything: it imports `test/database.ts`, itself or by others of ours. */
export function opensDatabase(file: string, seen = new Set<string>()): boolean {
  const at = path.resolve(file)
  if (at === home) return true
  if (seen.has(at)) return false
  seen.add(at)
  return importsOf(at).some((other) => opensDatabase(other, seen))
}

const known = new Map<string, string[]>()

function importsOf(file: string): string[] {
  const before = known.get(file)
  if (before) return before
  const found = [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.tsx?)'/g)]
  const all = found.map(([, to = '']) => path.resolve(path.dirname(file), to))
  known.set(file, all)
  return all
}
