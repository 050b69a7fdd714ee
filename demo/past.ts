import type { App } from '../src/app.ts'
import { beginStory } from './clock.ts'
import type { House } from './found.ts'
import { found } from './found.ts'
import { furnish, giveByRule, promiseTimes } from './furnish.ts'
import type { Happening } from './happening.ts'
import { day, hour } from './hours.ts'
import { Writer } from './write.ts'

const stepMs = 3 * hour
/** For so long they have worked with Tertulia; what was said before was fetched when they opened their windows. */
const teamDays = 35
/** The day from which they say by when they answer. */
const promisedOn = 70

export interface Past {
  app: App
  address: string
  story: Iterator<Happening>
  start: Date
  /** Until when it is the past. */
  until: number
  tell(part: number): void
}

/** Founds the company and writes everything that happened until now; gives what happens next. */
export async function writePast({
  app,
  address,
  story,
  start,
  until,
  tell,
}: Past): Promise<{ house: House; next: Happening }> {
  const clock = await beginStory(app.core.pool, start.getTime())
  try {
    const house = await found(app, address)
    await furnish(app, house, start)
    const writer = new Writer(app, house, clock)
    let next = story.next().value as Happening
    const opened = Math.max(start.getTime(), until - teamDays * day)
    const promised = Math.max(start.getTime() + promisedOn * day, opened)
    let hasPromised = false
    for (let from = start.getTime(); from < until; ) {
      const isFetched = from < opened
      const end = Math.min(from + (isFetched ? day : stepMs), isFetched ? opened : until)
      const happened: Happening[] = []
      for (; next.at < end; next = story.next().value as Happening) happened.push(next)
      if (isFetched) await writer.fetch(happened, end)
      else await writer.write(happened, end)
      if (isFetched && end === opened) await writer.putAway(opened - 6 * hour)
      if (!hasPromised && (end >= promised || end === until)) {
        await promiseTimes(app)
        hasPromised = true
      }
      from = end
      tell((end - start.getTime()) / (until - start.getTime()))
    }
    await writer.lookOver(until - day)
    await giveByRule(app, house)
    return { house, next }
  } finally {
    await clock.end()
  }
}
