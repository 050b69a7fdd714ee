import { type Words, words } from '../../lib/words.ts'
import type { Folder } from './folder.ts'
import { type PostgresMessage, postgresMessages } from './messages.ts'

/** An expected reason not to start. `words` is for the person; `message` says the same in English. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal'
  readonly words: Words

  constructor(key: PostgresMessage, params: Record<string, string | number> = {}) {
    super(postgresMessages.en[key].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '')))
    this.words = words(key, params)
  }
}

export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const fullDisk = ['ENOSPC', 'EDQUOT']
const unusable = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ELOOP', 'ENAMETOOLONG']

/** A failure of the file system as its plain sentence; anything else is given back as it came. */
export function explained(error: unknown, folder: string): unknown {
  const code = errorCode(error)
  if (fullDisk.includes(code)) return new StartRefusal('postgres.disk-full', { folder })
  if (unusable.includes(code)) return new StartRefusal('postgres.folder-unusable', { folder, reason: code })
  return error
}

/** What a PostgreSQL program printed before it gave up, as the plain sentence it amounts to. */
export function refusalFrom(output: string, folder: Folder): StartRefusal {
  const where = { folder: folder.path }
  if (/No space left on device|Disk quota exceeded|wrote only \d+ of \d+ bytes/.test(output))
    return new StartRefusal('postgres.disk-full', where)
  // A program that is there and yet is not found lacks its loader.
  if (/^spawn .* ENOENT$/.test(output)) return new StartRefusal('postgres.no-glibc')
  const reason = telling(output)
  if (/error while loading shared libraries|Exec format|required file not found|GLIBC_/.test(output)) {
    return new StartRefusal('postgres.cannot-run', { reason })
  }
  if (/Permission denied|Read-only file system|Operation not permitted|wrong ownership/.test(output)) {
    return new StartRefusal('postgres.folder-unusable', { ...where, reason })
  }
  return new StartRefusal('postgres.no-start', { ...where, reason, log: folder.log })
}

/** The line that says why, without the time and the process in front of it. */
function telling(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const line = lines.find((line) => /\b(PANIC|FATAL):|error/i.test(line)) ?? lines.at(-1) ?? 'it said nothing'
  return line.replace(/^.*?\b(PANIC|FATAL|ERROR|error): +/, '').trim()
}
