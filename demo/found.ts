import { abilities, createToken } from '../src/access/index.ts'
import { addUser } from '../src/access/user.ts'
import type { App } from '../src/app.ts'
import { type Channel, connect, findChannels } from '../src/channels/index.ts'
import { newId } from '../src/lib/ids.ts'
import { colleagues, company, type Place, places, teams, visitorKey, type WindowKey } from './company.ts'
import { accountOf } from './stand-ins.ts'

/** Who and what is there, by the names that the story has for them. */
export interface House {
  users: ReadonlyMap<string, { id: string }>
  teams: ReadonlyMap<string, string>
  windows: ReadonlyMap<WindowKey, Channel>
}

/** The company as it is on its first day: the team, its rooms, and its windows. */
export async function found(app: App, address: string): Promise<House> {
  const { db } = app.core
  const organisation = {
    name: company.name,
    language: company.language,
    time_zone: company.timeZone,
    public_url: address,
  }
  await db.insertInto('organisation').values(organisation).execute()
  await db.transaction().execute(async (tx) => {
    for (const name of teams) await tx.insertInto('teams').values({ id: newId(), name }).execute()
    for (const { key, name, role, language, team } of colleagues) {
      const user = { name, email: mailOf(key), role, language, timeZone: company.timeZone }
      const { id } = await addUser(tx, user)
      const { id: team_id } = await tx
        .selectFrom('teams')
        .select('id')
        .where('name', '=', team)
        .executeTakeFirstOrThrow()
      await tx.insertInto('team_members').values({ team_id, user_id: id }).execute()
    }
  })
  const house = await findHouse(app)
  const by = house.users.get(visitorKey)
  for (const place of places) await open(app, place, by)
  return findHouse(app)
}

export const mailOf = (key: string): string => `${key}@farodeenero.example`

export async function findHouse(app: App): Promise<House> {
  const { db } = app.core
  const users = await db.selectFrom('users').select(['id', 'email']).execute()
  const rooms = await db.selectFrom('teams').select(['id', 'name']).execute()
  const channels = await findChannels(db)
  const byKey = places.flatMap(({ key, externalId }) => {
    const channel = channels.find((one) => one.externalId === externalId)
    return channel ? [[key, channel] as const] : []
  })
  return {
    users: new Map(users.map(({ id, email }) => [email.split('@')[0] ?? email, { id }])),
    teams: new Map(rooms.map(({ id, name }) => [name, id])),
    windows: new Map(byKey),
  }
}

async function open({ board }: App, place: Place, by: { id: string } | undefined): Promise<void> {
  const connector = board.connectors.get(place.network)
  if (!connector) throw new Error(`There is no ${place.network}.`)
  const settings = connector.settings.parse(settingsOf(place))
  await connect(
    board,
    connector,
    { settings, found: { account: accountOf(place), hears: [], says: [], limits: [] } },
    { historyDays: 0, by },
  )
}

/** As somebody would have filled in the form; the secrets open nothing. */
function settingsOf({ key, network, name, url }: Place): Record<string, unknown> {
  switch (network) {
    case 'mastodon':
      return { instance: 'https://marea.example', token: 'sample' }
    case 'bluesky':
      return { handle: 'farodeenero.example', appPassword: 'abcd-efgh-ijkl-mnop' }
    case 'wordpress':
      return { site: url, username: 'ines', applicationPassword: 'abcd efgh ijkl mnop qrst uvwx' }
    case 'feed':
      return { url }
    default:
      return {
        name,
        webhook: `https://farodeenero.example/${key}`,
        id: `farodeenero-${key}`,
        secret: 'whsec_c2FtcGxlc2FtcGxlc2FtcGxlc2FtcGxl',
      }
  }
}

/** Asks the API as the owner: the house is furnished by the ways that people and programs have. */
export async function asker(
  app: App,
): Promise<(method: string, path: string, body: unknown) => Promise<Record<string, unknown>>> {
  const { token } = await createToken(app.core, { name: 'Sample', scopes: [...abilities], email: mailOf(visitorKey) })
  return async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await app.request(`/api/v1${path}`, { method, headers, body: JSON.stringify(body) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`)
    return text ? JSON.parse(text) : {}
  }
}
