import type { ColumnType, Generated } from 'kysely'
import type { Json } from '../lib/json.ts'

/** A column the database fills when we do not. */
export type Filled<T> = ColumnType<T, T | undefined, T>
/** JSON: read as a value, written as text, since pg would write an array as PostgreSQL's own. */
export type JsonColumn<T = Json> = ColumnType<T, string, string>

export interface OrganisationTable {
  /** There is one row. */
  one: Generated<boolean>
  name: string
  language: string
  time_zone: string
  public_url: string
  founded_at: Filled<Date>
}

export interface EventTable {
  seq: Generated<number>
  tx: Generated<string>
  at: Filled<Date>
  kind: string
  by_user: string | null
  conversation_id: string | null
  message_id: string | null
  person_id: string | null
  channel_id: string | null
  data: JsonColumn<Record<string, Json>>
}

export interface FileTable {
  sha256: Buffer
  mime: string
  bytes: number
  /** Where the bytes are. */
  place: Filled<'database' | 'bucket'>
  /** Null when they are in the bucket. */
  content: Buffer | null
  /** Of a picture, where its head says it. */
  width: number | null
  height: number | null
  stored_at: Filled<Date>
}

/** Every object that may be in the bucket, written before it is put there: what no file needs is taken away again. */
export interface BucketObjectTable {
  sha256: Buffer
  needed_at: Filled<Date>
}

/** One row: under which name this database keeps its objects, so that two that share a bucket never meet. */
export interface BucketFolderTable {
  one: Generated<boolean>
  name: Generated<string>
}

export interface MigrationTable {
  name: string
  checksum: string
  applied_at: Filled<Date>
}

export interface ProcessTable {
  id: string
  role: string
  workers: Filled<string[]>
  began_at: Filled<Date>
  beat_at: Filled<Date>
}

/** Every table, by name. Each room adds its own in its `tables.ts` (declaration merging), so that core names none. */
export interface Tables {
  organisation: OrganisationTable
  events: EventTable
  files: FileTable
  bucket_objects: BucketObjectTable
  bucket_folder: BucketFolderTable
  migrations: MigrationTable
  processes: ProcessTable
}
