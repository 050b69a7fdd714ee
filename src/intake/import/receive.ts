import { z } from 'zod'
import { viewerOf } from '../../access/index.ts'
import { findChannel, type Switchboard } from '../../channels/index.ts'
import { Refusal } from '../../core/errors.ts'
import type { Ctx } from '../../core/web.ts'
import { words } from '../../lib/words.ts'
import { createImport } from './begin.ts'
import { forgetFile, keepFile, pathOf } from './files.ts'
import { boundaryOf, readParts, textOf } from './multipart.ts'
import { fingerprintOf, guessPlan, withFile } from './prepare-file.ts'

interface Received {
  channel: string
  name: string
  /** The file's name in our folder. */
  path: string | undefined
}

/**
 * Takes a file that is sent: by a form, or as the body itself with `?channel=…&name=…`. It goes to the disk as it
 * arrives. Returns the import that is to be looked at and begun.
 */
export async function receive(board: Switchboard, c: Ctx): Promise<string> {
  const received = await keep(board, c)
  const file = { path: received.path ?? '', uploaded: true }
  try {
    return await note(board, c, received)
  } catch (error) {
    if (received.path) await forgetFile(board.core.config, file)
    throw error
  }
}

async function note(board: Switchboard, c: Ctx, { channel: id, name, path }: Received): Promise<string> {
  const { core } = board
  const viewer = viewerOf(c)
  if (!z.uuid().safeParse(id).success) throw wrong('channel', 'import.choose-window')
  if (!path) throw wrong('file', 'import.choose-file')
  const channel = await findChannel(core.db, id)
  const found = await withFile(pathOf(core.config, { path, uploaded: true }), async (file) => ({
    plan: await guessPlan(file, name, viewer),
    ...(await fingerprintOf(file)),
  }))
  return createImport(core.db, { channel, name, path, uploaded: true, ...found, by: viewer })
}

const wrong = (field: string, key: string): Refusal => new Refusal(422, words(key), { fields: { [field]: words(key) } })

async function keep(board: Switchboard, c: Ctx): Promise<Received> {
  const { body } = c.req.raw
  const given = { channel: c.req.query('channel') ?? '', name: c.req.query('name') ?? '', path: undefined }
  if (!body) return given
  const boundary = boundaryOf(c.req.header('content-type') ?? '')
  if (boundary) return keepForm(board, body, boundary, given)
  return { ...given, name: given.name || 'messages', path: await keepFile(board.core.config, body) }
}

async function keepForm(
  board: Switchboard,
  body: AsyncIterable<Uint8Array>,
  boundary: string,
  given: Received,
): Promise<Received> {
  const received = { ...given }
  try {
    for await (const part of readParts(body, boundary)) {
      if (part.name === 'channel') received.channel = await textOf(part)
      else if (part.name === 'file' && part.filename && !received.path) {
        received.name = part.filename
        received.path = await keepFile(board.core.config, part.content)
      }
    }
  } catch (error) {
    if (received.path) await forgetFile(board.core.config, { path: received.path, uploaded: true })
    throw error
  }
  return received
}
