import { composedNames } from './composed.ts'
import { moodNames } from './mood.ts'
import { shapeNames } from './shape.ts'
import { allTables } from './tables/index.ts'

/** The name of every cue that can be found. */
export const cueNames: readonly string[] = [
  ...new Set([
    ...moodNames,
    ...shapeNames,
    ...composedNames,
    ...allTables.flatMap(({ cues = [] }) => cues.flatMap((table) => Object.keys(table))),
  ]),
].sort()
