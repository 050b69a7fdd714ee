import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Core } from '../core/core.ts'
import { Refusal } from '../core/errors.ts'
import { words } from '../lib/words.ts'

const minute = 60

/** How many tries within how many seconds. */
const limits = {
  'sign-in-from': { tries: 30, withinS: 15 * minute },
  'sign-in-as': { tries: 10, withinS: 15 * minute },
  'second-factor-from': { tries: 20, withinS: 15 * minute },
  'passkey-asked-from': { tries: 120, withinS: 15 * minute },
  'passkey-from': { tries: 30, withinS: 15 * minute },
  'password-of': { tries: 10, withinS: 15 * minute },
  'set-up-from': { tries: 20, withinS: 15 * minute },
  'invitation-from': { tries: 30, withinS: 15 * minute },
  'password-link-from': { tries: 20, withinS: 15 * minute },
  'token-from': { tries: 60, withinS: minute },
  'survey-from': { tries: 60, withinS: 15 * minute },
  'link-preview-by': { tries: 60, withinS: 5 * minute },
  'invite-by': { tries: 100, withinS: 60 * minute },
} as const

export type Limit = keyof typeof limits

/** Counts a try. One too many is refused, with the time to wait. Its own statement: a roll-back does not uncount it. */
export async function countTry(core: Core, limit: Limit, whose: string): Promise<void> {
  if (!core.config.rateLimits) return
  const { tries, withinS } = limits[limit]
  const now = core.clock.now()
  const row = await core.db
    .insertInto('rate_limits')
    .values({ key: keyOf(limit, whose), tries: 1, began_at: now, ends_at: new Date(now.getTime() + withinS * 1000) })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(again(now)))
    .returning(['tries', 'ends_at'])
    .executeTakeFirstOrThrow()
  if (row.tries > tries) throw tooMany(row.ends_at, now)
}

/** Forgets the tries: the person has shown who they are. */
export async function forgetTries(core: Core, limit: Limit, whose: string): Promise<void> {
  await core.db.deleteFrom('rate_limits').where('key', '=', keyOf(limit, whose)).execute()
}

const keyOf = (limit: Limit, whose: string): Buffer => createHash('sha256').update(`${limit} ${whose}`).digest()

// A window that is over begins anew.
const again = (now: Date) => ({
  tries: sql<number>`case when rate_limits.ends_at <= ${now} then 1 else rate_limits.tries + 1 end`,
  began_at: sql<Date>`case when rate_limits.ends_at <= ${now} then excluded.began_at else rate_limits.began_at end`,
  ends_at: sql<Date>`case when rate_limits.ends_at <= ${now} then excluded.ends_at else rate_limits.ends_at end`,
})

function tooMany(endsAt: Date, now: Date): Refusal {
  const retryAfterS = Math.max(1, Math.ceil((endsAt.getTime() - now.getTime()) / 1000))
  const minutes = Math.ceil(retryAfterS / 60)
  return new Refusal(429, words('access.too-many-tries', { minutes }), { retryAfterS })
}
