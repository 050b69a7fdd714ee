import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import type { Viewer } from '../../core/web.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { newId } from '../../lib/ids.ts'
import { type Words, words } from '../../lib/words.ts'
import { searchedText, searchVector } from '../search-vector.ts'
import { findSavedReply, refuseOthers, type SavedReply } from './saved-reply.ts'
import { nameIn, unknownIn } from './variables.ts'

/** What somebody wants a saved reply to be. */
export interface Written {
  name: string
  /** Null: everybody's. */
  teamId: string | null
  /** By language; what is empty is none. */
  texts: Readonly<Record<string, string>>
}

/** What is to be otherwise; what is left out stays as it is when its turn comes. */
export interface Changes {
  name?: string | undefined
  teamId?: string | null | undefined
  texts?: Written['texts'] | undefined
  /** What they changed, so that nobody overwrites what somebody else wrote meanwhile. */
  version?: number | undefined
}

type By = Pick<Viewer, 'id' | 'can' | 'teamIds'>

export const longestName = 120
export const longestText = 10_000
const mostLanguages = 12

/**
 * Keeps a new one. Refuses (422) beside the field: no name, no text, a text too long, something between braces that is
 * no variable; and (403) a team that is not theirs.
 */
export async function saveReply(tx: Tx, wanted: Written, by: By): Promise<string> {
  const written = checked(wanted)
  await refuseTeam(tx, written.teamId, by)
  const id = newId()
  const { name, teamId: team_id } = written
  await tx
    .insertInto('saved_replies')
    .values({ id, name, team_id, search: vectorOf(written), created_by: by.id })
    .execute()
  await keepVersion(tx, id, 1, written, by)
  await record(tx, 'saved-reply.written', { by, data: { saved_reply: id } })
  return id
}

/** Changes one; nothing new changes nothing. Refuses also (409) when somebody else changed it meanwhile. */
export async function changeReply(tx: Tx, id: string, changes: Changes, by: By): Promise<void> {
  await tx.selectFrom('saved_replies').select('id').where('id', '=', id).forUpdate().execute()
  const before = await findSavedReply(tx, id)
  refuseOthers(by, before.team?.id ?? null)
  if (changes.version !== undefined && changes.version !== before.version)
    throw new Refusal(409, words('conversations.saved-changed-meanwhile', { name: before.changedBy?.name ?? '' }))
  const had = writtenBefore(before)
  const written = checked(withChanges(had, changes))
  await refuseTeam(tx, written.teamId, by)
  const { name, teamId: team_id } = written
  if (name === had.name && team_id === had.teamId && isSame(had.texts, written.texts)) return
  const version = before.version + 1
  await tx
    .updateTable('saved_replies')
    .set({ name, team_id, version, search: vectorOf(written) })
    .where('id', '=', id)
    .execute()
  await keepVersion(tx, id, version, written, by)
  await record(tx, 'saved-reply.changed', { by, data: { saved_reply: id, version } })
}

const writtenBefore = ({ name, team, texts }: SavedReply): Written => ({
  name,
  teamId: team?.id ?? null,
  texts: Object.fromEntries(texts.map(({ language, text }) => [language, text])),
})

const withChanges = (had: Written, { name, teamId, texts }: Changes): Written => ({
  name: name ?? had.name,
  teamId: teamId === undefined ? had.teamId : teamId,
  texts: texts ?? had.texts,
})

const isSame = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([language, text]) => other[language] === text)

async function keepVersion(tx: Tx, id: string, version: number, { name, teamId, texts }: Written, by: By) {
  const of = { saved_reply_id: id, version }
  await tx
    .insertInto('saved_reply_versions')
    .values({ ...of, name, team_id: teamId, written_by: by.id })
    .execute()
  await tx
    .insertInto('saved_reply_texts')
    .values(Object.entries(texts).map(([language, text]) => ({ ...of, language, text })))
    .execute()
}

/** As it is kept, or refused. */
function checked({ name, teamId, texts }: Written): Written {
  const wrong: Record<string, Words> = {}
  const tidied = cleanText(name).replace(/\s+/gu, ' ').trim()
  if (tidied === '' || tidied.length > longestName)
    wrong.name = words('conversations.saved-name-wrong', { max: longestName })
  const kept = Object.entries(texts)
    .map(([language, text]) => [language, cleanText(text).trim()] as const)
    .filter(([, text]) => text !== '')
  for (const [language, text] of kept) {
    const said = wrongWith(language, text)
    if (said) wrong[`text.${language}`] = said
  }
  if (kept.length === 0) wrong.text = words('conversations.saved-text-missing')
  if (kept.length > mostLanguages) wrong.text = words('conversations.saved-languages-many', { max: mostLanguages })
  const [first] = Object.values(wrong)
  if (first) throw new Refusal(422, first, { fields: wrong })
  return { name: tidied, teamId, texts: Object.fromEntries(kept) }
}

const codes = /^[a-z]{2,3}$/

function wrongWith(language: string, text: string): Words | undefined {
  if (!codes.test(language)) return words('conversations.saved-language-wrong', { language: language.slice(0, 20) })
  if (text.length > longestText) return words('conversations.saved-text-long', { max: longestText })
  const [unknown] = unknownIn(text)
  if (!unknown) return undefined
  const { written, line, meant } = unknown
  return meant
    ? words('conversations.saved-variable-meant', { written, line, meant: `{${nameIn(language, meant)}}` })
    : words('conversations.saved-variable-unknown', { written, line })
}

/** A team that is not there is refused as one beside its field; one that is not theirs, with 403. */
async function refuseTeam(tx: Tx, teamId: string | null, by: By): Promise<void> {
  refuseOthers(by, teamId)
  if (teamId === null) return
  const team = await tx.selectFrom('teams').select('id').where('id', '=', teamId).executeTakeFirst()
  const said = words('conversations.assignee-unknown')
  if (!team) throw new Refusal(422, said, { fields: { team: said } })
}

/** What it is found by, as it is typed and by the stems of its words. */
function vectorOf({ name, texts }: Written) {
  const text = searchedText({ subject: name, text: Object.values(texts).join('\n') })
  return sql<string>`${searchVector(sql`${text}::text`)} || to_tsvector('simple', ${text}::text)`
}
