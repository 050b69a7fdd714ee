import { type Words, words } from '../../lib/words.ts'
import { type PostgresMessage, postgresMessages } from './messages.ts'

/** An expected reason not to start. `words` is for the person; `message` is the same in English, for logs. */
export class StartRefusal extends Error {
  override name = 'StartRefusal'
  readonly words: Words

  constructor(key: PostgresMessage, params: Record<string, string | number> = {}) {
    super(postgresMessages.en[key].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '')))
    this.words = words(key, params)
  }
}

/** Turns a failure of the file system into its plain sentence; anything else is given back as it came. */
export function explained(error: unknown, folder: string): unknown {
  const code = errorCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StartRefusal('postgres.disk-full', { folder })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST')
    return new StartRefusal('postgres.folder-unusable', { folder, reason: code })
  return error
}

export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
