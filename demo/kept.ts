import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { errorCode } from '../src/core/postgres/refusal.ts'
import { refusal } from './refusal.ts'

/** The mark that says that the database beside it is a sample; another start goes on where this one ended. */
const Kept = z.object({
  seed: z.string(),
  start: z.string(),
  /** How many things have happened; below zero while the past is not written to its end. */
  happened: z.number().int(),
})
export type Kept = z.infer<typeof Kept>

/** Undefined where nothing is kept. What is there and cannot be read says nothing, and nothing is done then. */
export function readKept(file: string): Kept | undefined {
  const text = readIfThere(file)
  if (text === undefined) return undefined
  try {
    return Kept.parse(JSON.parse(text))
  } catch {
    throw refusal(
      `${file} cannot be read, so whether the data beside it is a sample is not known: nothing was changed. If it is, delete that folder and start again.`,
      `No se puede leer ${file}, así que no se sabe si los datos que hay a su lado son una muestra: no se ha cambiado nada. Si lo son, borra esa carpeta y arranca otra vez.`,
    )
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Whole or not at all: a process may be ended at any moment. */
export function keep(file: string, kept: Kept): void {
  writeFileSync(`${file}.new`, JSON.stringify(kept))
  renameSync(`${file}.new`, file)
}
