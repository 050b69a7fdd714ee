import type { Filled, JsonColumn } from '../../core/tables.ts'
import type { Words } from '../../lib/words.ts'
import type { Plan } from './plan.ts'

export interface ImportTable {
  id: string
  channel_id: string
  name: string
  path: string
  uploaded: boolean
  bytes: number
  fingerprint: string
  plan: JsonColumn<Plan>
  position: Filled<number>
  line: Filled<number>
  fresh: Filled<number>
  known: Filled<number>
  refused: Filled<number>
  created_by: string | null
  created_at: Filled<Date>
  began_at: Filled<Date | null>
  done_at: Filled<Date | null>
  failure: JsonColumn<Words> | null
  run_by: string | null
}

export interface ImportStopTable {
  import_id: string
  stopped_by: string | null
  stopped_at: Filled<Date>
}

export interface ImportRefusalTable {
  import_id: string
  line: number
  reason: JsonColumn<Words>
  raw: string
}

export interface ImportPrintTable {
  import_id: string
  print: string
  line: number
}

declare module '../../core/tables.ts' {
  interface Tables {
    imports: ImportTable
    import_stops: ImportStopTable
    import_refusals: ImportRefusalTable
    import_prints: ImportPrintTable
  }
}
