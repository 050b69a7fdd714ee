import { Hono } from 'hono'
import { type Again, blank, can, type Given, orAgain, textOf, viewerOf } from '../../access/index.ts'
import type { Core } from '../../core/core.ts'
import { transaction } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { answer, type Ctx, type Env } from '../../core/web.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { words } from '../../lib/words.ts'
import type { Shell } from '../../ui/desk.tsx'
import { answerDeed, undo } from '../answered.ts'
import { findAssignees } from '../assignees.ts'
import { idOf } from '../given.ts'
import { readMoment } from '../snooze-until.ts'
import { type Absence, endAbsence, findAbsences, type GivenAbsence, restoreAbsence, setAbsence } from './absence.ts'
import { AbsencesPage } from './views/absences-page.tsx'

export const absencesPath = '/absences'

/** Who is away, from when until when. */
export function absenceRoutes(
  { db, clock }: Pick<Core, 'db' | 'clock'>,
  { shell }: { shell: (c: Ctx) => Promise<Shell> },
): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get(absencesPath, can('read'), async (c) =>
    answer(c, {
      json: async () => ({ absences: (await findAbsences(db, clock.now())).map(presentAbsence) }),
      html: () => page(c),
    }),
  )

  routes.post(absencesPath, can('reply'), (c) =>
    orAgain(
      c,
      async (asked) => {
        const now = clock.now()
        const wanted = read(c, asked, now)
        const absence = await transaction(db, (tx) => setAbsence(tx, wanted, viewerOf(c), now))
        const params = { name: absence.user.name, until: c.var.t.exact(absence.until) }
        const again = undo('delete', `${absencesPath}/${absence.id}`)
        return answerDeed(c, presentAbsence(absence), absencesPath, { did: 'told-away', params, undo: again }, 201)
      },
      (again) => page(c, again),
    ),
  )

  routes.delete(`${absencesPath}/:id`, can('reply'), async (c) => {
    const absence = await transaction(db, (tx) => endAbsence(tx, idOf(c), viewerOf(c), clock.now()))
    const again = undo('delete', `${absencesPath}/${absence.id}/ending`)
    const deed = { did: 'told-back', params: { name: absence.user.name }, undo: again }
    return answerDeed(c, presentAbsence(absence), absencesPath, deed)
  })

  routes.delete(`${absencesPath}/:id/ending`, can('reply'), async (c) => {
    const absence = await transaction(db, (tx) => restoreAbsence(tx, idOf(c), viewerOf(c)))
    const params = { name: absence.user.name, until: c.var.t.exact(absence.until) }
    return answerDeed(c, presentAbsence(absence), absencesPath, { did: 'told-away', params })
  })

  const page = async (c: Ctx, again: Again = blank) => {
    const now = clock.now()
    const [absences, { teammates }] = await Promise.all([findAbsences(db, now), findAssignees(db)])
    return (
      <AbsencesPage
        shell={await shell(c)}
        viewer={viewerOf(c)}
        absences={absences}
        teammates={teammates}
        again={again}
        now={now}
      />
    )
  }

  return routes
}

/** Times are moments with their offset, or what the clock of whoever says it shows. Refuses (422) what is none. */
function read(c: Ctx, given: Given, now: Date): GivenAbsence {
  const { id, timeZone } = viewerOf(c)
  const moment = (field: string) => readMoment(textOf(given, field), now, timeZone)
  const [from, until] = [textOf(given, 'from') === '' ? now : moment('from'), moment('until')]
  const note = cleanText(textOf(given, 'note')).replace(/\s+/gu, ' ').trim()
  if (!from) throw wrong('from', 'conversations.away-from-wrong')
  if (!until) throw wrong('until', 'conversations.away-until-wrong')
  if (note.length > 200) throw wrong('note', 'conversations.away-note-wrong')
  const userId = uuid(given, 'user_id') ?? id
  return { userId, from, until, note: note || null, standInId: uuid(given, 'stand_in_id') }
}

function uuid(given: Given, field: string): string | null {
  const text = textOf(given, field)
  if (text === '') return null
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text
  throw wrong(field, 'conversations.assignee-unknown')
}

function wrong(field: string, key: string): Refusal {
  const said = words(key)
  return new Refusal(422, said, { fields: { [field]: said } })
}

const presentAbsence = ({ id, user, from, until, note, standIn }: Absence) => ({
  id,
  user: { id: user.id, name: user.name },
  from: from.toISOString(),
  until: until.toISOString(),
  note,
  stand_in: standIn && { id: standIn.id, name: standIn.name },
})
