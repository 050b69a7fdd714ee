import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { forbidden, notFound } from '../../core/errors.ts'
import type { Viewer } from '../../core/web.ts'
import { addressOf, type Place, placeAsked, placeOf, queryOf } from '../place.ts'
import './tables.ts'

/** What the inbox is narrowed to, kept under a name. */
export interface SavedView {
  id: string
  name: string
  place: Place
  whose: Whose
  createdBy: string | null
}

/** Somebody's own, a team's (by its name), or everybody's. */
export type Whose = { kind: 'mine' } | { kind: 'everybody' } | { kind: 'team'; id: string; name: string }

export type Onlooker = Pick<Viewer, 'id' | 'teamIds' | 'can'>

/** Nobody goes through more; of each kind, as many may be kept. */
export const mostViews = 40

/** Those that somebody sees, in order: their own, their teams', everybody's. */
export async function findSavedViews(db: Db | Tx, viewer: Onlooker): Promise<SavedView[]> {
  const { rows } = await viewsAsked(viewer).execute(db)
  return rows.map(asView)
}

/** Asks for those that somebody sees, in order. */
export const viewsAsked = ({ id, teamIds }: Onlooker): RawBuilder<SavedViewRow> =>
  sql<SavedViewRow>`
    select v.id, v.name, v.conditions, v.user_id, v.team_id, t.name as team, v.created_by
    from saved_views v left join teams t on t.id = v.team_id
    where (v.user_id = ${id} or (v.user_id is null and (v.team_id is null or v.team_id = any(${[...teamIds]}::uuid[]))))
      and not exists (select from saved_view_removals r where r.view_id = v.id)
    order by v.user_id is null, v.team_id is null, lower(t.name), v.position, v.id
    limit ${sql.lit(mostViews * 3)}`

/** One of them that somebody sees or may bring back. Refuses with 404. */
export async function findSavedView(db: Db | Tx, id: string, viewer: Onlooker): Promise<SavedView> {
  const { rows } = await sql<SavedViewRow>`
    select v.id, v.name, v.conditions, v.user_id, v.team_id, t.name as team, v.created_by
    from saved_views v left join teams t on t.id = v.team_id
    where v.id = ${id} and (v.user_id = ${viewer.id} or (v.user_id is null
      and (v.team_id is null or v.team_id = any(${[...viewer.teamIds]}::uuid[]) or v.created_by = ${viewer.id}
        or ${viewer.can.has('settings')})))`.execute(db)
  const [row] = rows
  if (!row) throw notFound()
  return asView(row)
}

/** Whoever made it may change it, and whoever leads. */
export const mayChange = (viewer: Onlooker, view: SavedView): boolean =>
  view.whose.kind === 'mine' || view.createdBy === viewer.id || viewer.can.has('settings')

/** Refuses with 403. */
export function refuseOthers(viewer: Onlooker, view: SavedView): void {
  if (!mayChange(viewer, view)) throw forbidden()
}

/** What a place says of a list, without where one is in it and without words that are searched. */
export const conditionsOf = (place: Place): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(queryOf({ ...place, q: undefined, after: undefined, saved: undefined })))

/** The same read again. What an older version wrote and nobody understands any more is left out. */
export function placeIn(conditions: unknown): Place {
  const parsed = placeAsked.omit({ q: true, after: true, saved: true, limit: true }).safeParse(conditions)
  return parsed.success ? placeOf(parsed.data) : { view: 'needs' }
}

/** An address that names a saved view and nothing else means that one as it is now. Refuses with 404. */
export async function placeNamed(
  db: Db,
  place: Place,
  query: Readonly<Record<string, string>>,
  viewer: Onlooker,
): Promise<Place> {
  const isBare = Object.keys(query).every((name) => ['saved', 'after', 'limit'].includes(name))
  if (!place.saved || !isBare) return place
  const view = (await findSavedViews(db, viewer)).find(({ id }) => id === place.saved)
  if (!view) throw notFound()
  return { ...view.place, saved: view.id, after: place.after }
}

/** Where it is listed: its conditions, and which one it is. */
export const addressOfView = ({ id, place }: Pick<SavedView, 'id' | 'place'>): string =>
  addressOf({ ...place, saved: id })

/** Whether two lists are narrowed to the same. */
export const isSame = (one: Place, other: Place): boolean =>
  new URLSearchParams(Object.entries(conditionsOf(one)).toSorted()).toString() ===
  new URLSearchParams(Object.entries(conditionsOf(other)).toSorted()).toString()

interface SavedViewRow {
  id: string
  name: string
  conditions: Record<string, string>
  user_id: string | null
  team_id: string | null
  team: string | null
  created_by: string | null
}

export const asView = (row: SavedViewRow): SavedView => ({
  id: row.id,
  name: row.name,
  place: placeIn(row.conditions),
  whose: whoseIs(row),
  createdBy: row.created_by,
})

const whoseIs = ({ user_id, team_id, team }: SavedViewRow): Whose =>
  user_id ? { kind: 'mine' } : team_id ? { kind: 'team', id: team_id, name: team ?? '' } : { kind: 'everybody' }

/** As a form and a program say whose it is. */
export const writtenWhose = (whose: Whose): string => (whose.kind === 'team' ? `team:${whose.id}` : whose.kind)
