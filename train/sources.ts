import { readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'

/** Where the public sets lie: `data` next to the checkout, or the folder that TERTULIA_DATA names. */
export const dataFolder = process.env.TERTULIA_DATA ?? path.resolve(import.meta.dirname, '../../shared/data')

/** The text of a file that may be trained from. Every file that training reads is opened here. */
export function readForTraining(file: string): string {
  assertTrainable(file)
  return readFileSync(file, 'utf8')
}

/** Throws for what is kept to evaluate with: hatecheck, the validation parts, our kept-apart messages; whatever name leads there. */
export function assertTrainable(file: string): void {
  const asked = path.resolve(file)
  for (const one of [asked, realpathSync(asked)])
    if (one.split(path.sep).some((part) => evaluationOnly.test(part)))
      throw new Error(`${file} is kept to evaluate with: nothing is trained from it.`)
}

const evaluationOnly = /^hatecheck|^val[_.-]|^val$|^kept-/i
