import { Hono } from 'hono'
import { type Again, blank, can, type HousePage, orAgain, viewerOf } from '../../access/index.ts'
import type { Core } from '../../core/core.ts'
import { transaction } from '../../core/database.ts'
import { notFound } from '../../core/errors.ts'
import { answer, type Ctx, type Env } from '../../core/web.ts'
import type { Shell } from '../../ui/desk.tsx'
import { answerDeed, undo } from '../answered.ts'
import { idOf } from '../given.ts'
import { usualWeek } from './calendar.ts'
import { type Calendar, findCalendar, findCalendars } from './find-calendars.ts'
import { readCalendar, readSpecialDay } from './given-calendar.ts'
import { readDay, writeHours } from './hours-text.ts'
import { changeCalendar, forgetDay, makeCalendar, removeCalendar, restoreCalendar, writeDay } from './save-calendar.ts'
import { CalendarPage } from './views/calendar-page.tsx'
import { CalendarsPage } from './views/calendars-page.tsx'

export interface CalendarRoutes {
  shell: (c: Ctx) => Promise<Shell>
  housePages: readonly HousePage[]
}

export const calendarsPath = '/settings/calendars'
export const calendarsHousePage: HousePage = {
  href: calendarsPath,
  label: 'conversations.calendars',
  can: 'settings',
  among: 'people',
}

/** When we work: hours of the week, holidays, days that are otherwise. */
export function calendarRoutes({ db }: Pick<Core, 'db'>, { shell, housePages }: CalendarRoutes): Hono<Env> {
  const routes = new Hono<Env>()
  const house = async (c: Ctx) => ({ shell: await shell(c), viewer: viewerOf(c), more: housePages })

  routes.get(calendarsPath, can('settings'), async (c) => {
    const calendars = await findCalendars(db)
    return answer(c, {
      json: () => ({ calendars: calendars.map(presentCalendar) }),
      html: async () => <CalendarsPage {...(await house(c))} calendars={calendars} />,
    })
  })

  routes.get(`${calendarsPath}/new`, can('settings'), async (c) => c.html(String(await page(c, undefined))))

  routes.get(`${calendarsPath}/:id`, can('settings'), async (c) => {
    const calendar = await findCalendar(db, idOf(c))
    return answer(c, { json: () => presentCalendar(calendar), html: () => page(c, calendar) })
  })

  routes.post(calendarsPath, can('settings'), (c) =>
    orAgain(
      c,
      async (given) => {
        const wanted = readCalendar(given)
        const id = await transaction(db, (tx) => makeCalendar(tx, wanted, viewerOf(c)))
        return end(c, id, { did: 'told-calendar-made', params: { name: wanted.name } }, 201)
      },
      (again) => page(c, undefined, { calendar: again }),
    ),
  )

  routes.put(`${calendarsPath}/:id`, can('settings'), (c) =>
    orAgain(
      c,
      async (given) => {
        const wanted = readCalendar(given)
        await transaction(db, (tx) => changeCalendar(tx, idOf(c), wanted, viewerOf(c)))
        return end(c, idOf(c), { did: 'told-calendar-changed', params: { name: wanted.name } })
      },
      async (again) => page(c, await findCalendar(db, idOf(c)), { calendar: again }),
    ),
  )

  routes.delete(`${calendarsPath}/:id`, can('settings'), async (c) => {
    const calendar = await findCalendar(db, idOf(c))
    await transaction(db, (tx) => removeCalendar(tx, calendar.id, viewerOf(c)))
    const again = undo('delete', `${pathOf(calendar)}/removal`)
    const deed = { did: 'told-calendar-removed', params: { name: calendar.name }, undo: again }
    return answerDeed(c, presentCalendar(calendar), calendarsPath, deed)
  })

  routes.delete(`${calendarsPath}/:id/removal`, can('settings'), async (c) => {
    await transaction(db, (tx) => restoreCalendar(tx, idOf(c), viewerOf(c)))
    const { name } = await findCalendar(db, idOf(c))
    return end(c, idOf(c), { did: 'told-calendar-back', params: { name } })
  })

  // A form cannot write what was typed into its own address.
  routes.post(`${calendarsPath}/:id/days`, can('settings'), (c) =>
    orAgain(
      c,
      async (given) => {
        const wanted = readSpecialDay(given)
        await transaction(db, (tx) => writeDay(tx, idOf(c), wanted, viewerOf(c)))
        return end(c, idOf(c), { did: 'told-day-written', params: { day: wanted.day } }, 201)
      },
      async (again) => page(c, await findCalendar(db, idOf(c)), { day: again }),
    ),
  )

  routes.delete(`${calendarsPath}/:id/days/:day`, can('settings'), async (c) => {
    const day = readDay(c.req.param('day'))
    if (!day) throw notFound()
    const calendar = await findCalendar(db, idOf(c))
    await transaction(db, (tx) => forgetDay(tx, calendar.id, day, viewerOf(c)))
    const was = calendar.special.find((one) => one.day === day)
    const again = undo('post', `${pathOf(calendar)}/days`, {
      day,
      name: was?.name ?? '',
      hours: writeHours(was?.hours ?? []),
    })
    return end(c, calendar.id, { did: 'told-day-forgotten', params: { day }, undo: again })
  })

  async function end(c: Ctx, id: string, deed: Parameters<typeof answerDeed>[3], status: 200 | 201 = 200) {
    return answerDeed(c, presentCalendar(await findCalendar(db, id)), pathOf({ id }), deed, status)
  }

  async function page(c: Ctx, calendar: Calendar | undefined, again: { calendar?: Again; day?: Again } = {}) {
    const fresh = { name: '', timeZone: viewerOf(c).timeZone, week: usualWeek }
    const shown = calendar ?? fresh
    return (
      <CalendarPage
        {...(await house(c))}
        calendar={calendar}
        written={shown}
        again={again.calendar ?? blank}
        dayAgain={again.day ?? blank}
      />
    )
  }

  return routes
}

const pathOf = ({ id }: { id: string }): string => `${calendarsPath}/${id}`

/** Hours as text, Sunday first. */
const presentCalendar = ({ id, name, timeZone, week, special }: Calendar) => ({
  id,
  name,
  time_zone: timeZone,
  week: week.map(writeHours),
  days: special.map(({ day, name: called, hours }) => ({ day, name: called, hours: writeHours(hours) })),
})
