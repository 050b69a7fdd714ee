import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { z } from 'zod'
import { scripted } from '../../../test/channel.ts'
import { lucas, minute, said, someConversation, type TestChannel } from '../../../test/talk.ts'
import { registry } from '../../connectors/index.ts'
import { createWorld, json, type World } from '../world.test-kit.ts'

/** What the tests of this folder share: three networks, on one of which nothing can be said. */
export async function createNetworks(): Promise<World> {
  const other = { ...scripted, network: 'letters', name: 'Letters', mark: 'L' }
  const { speak: _none, ...mute } = { ...scripted, network: 'mute', name: 'Mute', mark: 'M' }
  return createWorld(registry([scripted, other, mute]))
}

/** The room as Marta asks it, in Spanish. */
export const asMarta = (world: World, path: string, init?: RequestInit) => world.as(world.cast.marta, 'es')(path, init)
const answered = z.object({ id: z.uuid(), from_id: z.uuid(), to_id: z.uuid() })

/** A deed as a program asks for it; gives what was done. */
export async function deed(world: World, path: string, body: unknown, status = 201): Promise<z.infer<typeof answered>> {
  const response = await asMarta(world, path, json('POST', body))
  assert.equal(response.status, status, await response.clone().text())
  return answered.parse(await response.json())
}

/** What is said in a conversation, by the networks' ids. */
export async function saidIn(world: World, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select external_id as id from messages where conversation_id = ${id} order by said_at, external_id`.execute(
    world.db,
  )
  return rows.map((row) => row.id)
}

/** A message's id. */
export const idOf = async (world: World, channel: TestChannel, externalId: string): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    select id from messages where channel_id = ${channel.id} and external_id = ${externalId}`.execute(world.db)
  return rows[0]?.id ?? ''
}

/** A question in public, and the same person's on another network, in private. */
export async function two(
  world: World,
  author = lucas,
): Promise<{ here: string; there: string; windows: [TestChannel, TestChannel] }> {
  const one = await someConversation(world.db, said('a', { author, saidAt: minute(1) }))
  const other = await someConversation(world.db, said('b', { author, saidAt: minute(2), visibility: 'direct' }))
  await sql`update channels set network = 'letters' where id = ${other.channel.id}`.execute(world.db)
  return { here: one.id, there: other.id, windows: [one.channel, other.channel] }
}
