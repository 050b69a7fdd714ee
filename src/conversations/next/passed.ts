import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Ctx } from '../../core/web.ts'

/** A conversation that somebody went on from without answering, and when. */
export interface Passed {
  id: string
  at: Date
}

const cookie = 'tertulia-passed'
/** What was passed longer ago may come again, and so may what was passed before so many others. */
const keptS = 30 * 60
const most = 30

/** What this browser passed lately. A cookie is anybody's writing: what is not ours counts for nothing. */
export function passedIn(c: Ctx, now: Date): Passed[] {
  const text = getCookie(c, cookie) ?? ''
  return text
    .slice(0, 4000)
    .split('.')
    .flatMap(readPassed)
    .filter(({ at }) => {
      const ago = now.getTime() - at.getTime()
      return ago >= 0 && ago < keptS * 1000
    })
}

/** The same with one more, the latest last. */
export const passing = (passed: readonly Passed[], id: string, now: Date): Passed[] =>
  [...passed.filter((one) => one.id !== id), { id, at: now }].slice(-most)

/** Remembers it in the browser alone: how somebody goes through their list changes no conversation. */
export function keepPassed(c: Ctx, passed: readonly Passed[]): void {
  setCookie(c, cookie, passed.map(writePassed).join('.'), {
    path: '/conversations',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.var.publicUrl.startsWith('https:'),
    maxAge: keptS,
  })
}

const writePassed = ({ id, at }: Passed): string => `${id}~${Math.floor(at.getTime() / 1000).toString(36)}`

function readPassed(text: string): Passed[] {
  const [id = '', seconds = ''] = text.split('~')
  const parsed = z.uuid().safeParse(id)
  const at = new Date(Number.parseInt(seconds.slice(0, 8), 36) * 1000)
  return parsed.success && !Number.isNaN(at.getTime()) ? [{ id: parsed.data, at }] : []
}
