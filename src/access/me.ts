import type { Db } from '../core/database.ts'
import type { Viewer } from '../core/web.ts'
import { findPasskeys, type Passkey } from './passkey.ts'
import type { Role } from './policy.ts'
import { passwordOf } from './user.ts'

export interface Me {
  id: string
  name: string
  email: string
  role: Role
  language: string
  timeZone: string
  scheme: Viewer['scheme']
  density: Viewer['density']
  undoSeconds: Viewer['undoSeconds']
  hasPassword: boolean
  secondStep: boolean
  passkeys: Passkey[]
  sessions: MySession[]
}

export interface MySession {
  id: string
  isThis: boolean
  address: string | undefined
  /** Undefined: no browser that we know by its name. */
  browser: { name: string; system: string } | undefined
  since: Date
}

/** What somebody's own page shows: themselves, and where they are signed in. */
export async function findMe(db: Db, { id }: { id: string }, sessionId: string | undefined): Promise<Me> {
  const user = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const sessions = await db
    .selectFrom('sessions')
    .select(['id', 'ip_address', 'user_agent', 'created_at'])
    .where('user_id', '=', id)
    .where('expires_at', '>', new Date())
    .orderBy('id', 'desc')
    .execute()
  return {
    id,
    name: user.name,
    email: user.email,
    role: user.role,
    language: user.language,
    timeZone: user.time_zone,
    scheme: user.scheme,
    density: user.density,
    undoSeconds: user.undo_seconds,
    hasPassword: (await passwordOf(db, id)) !== undefined,
    secondStep: user.two_factor_enabled,
    passkeys: await findPasskeys(db, id),
    sessions: sessions.map((session) => ({
      id: session.id,
      isThis: session.id === sessionId,
      address: session.ip_address || undefined,
      browser: browserOf(session.user_agent ?? ''),
      since: session.created_at,
    })),
  }
}

// Chromium's relatives say they are Chrome too, and Chrome says it is Safari: the first that fits is meant.
const browsers: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/** Which browser and system say so of themselves. */
export function browserOf(agent: string): MySession['browser'] {
  const named = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(agent))?.[1]
  const [name, system] = [named(browsers), named(systems)]
  return name && system ? { name, system } : undefined
}
