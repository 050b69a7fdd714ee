import type { HeardMessage } from '../../connectors/index.ts'
import type { Words } from '../../lib/words.ts'
import { type Reading, toMessage } from './message.ts'
import { withFile } from './prepare-file.ts'
import { readEntries } from './read.ts'

/** One line of the file as it would come in. */
export interface Previewed {
  line: number
  raw: string
  message?: HeardMessage
  wrong?: Words
}

/** The first lines as they would come in, and why some would not. */
export function preview(path: string, reading: Reading, count = 10): Promise<Previewed[]> {
  return withFile(path, async (file) => {
    const rows: Previewed[] = []
    for await (const entry of readEntries(file, reading.plan.format)) {
      rows.push({ line: entry.line, raw: entry.raw.slice(0, 300), ...toMessage(entry, reading) })
      if (rows.length >= count) break
    }
    return rows
  })
}
