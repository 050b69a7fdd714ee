import { readFileSync } from 'node:fs'

/** The bytes of a file of this folder, wherever the program that asks was compiled to. */
export const weightsFile = (name: string): Buffer =>
  readFileSync(
    new URL(import.meta.url.endsWith('.ts') ? `./${name}` : `../src/reading/weights/${name}`, import.meta.url),
  )
