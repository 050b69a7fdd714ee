import { weightsFile } from '../weights/file.ts'
import { readTables, type Tables } from './table.ts'

let loaded: Tables | undefined

/** The tables that Tertulia ships, read from their file once a process. */
export function tables(): Tables {
  loaded ??= readTables(weightsFile('language.bin'))
  return loaded
}
