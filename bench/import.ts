import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { talk } from './cast.ts'
import type { Row } from './measure.ts'
import { pssMb } from './memory.ts'
import { found, headersOf, openWindow, type Server, startServer } from './server.ts'

/** A file of messages sent and taken in, and the memory of all processes meanwhile. */
export async function benchImport(messages: number): Promise<Row[]> {
  const server = await startServer()
  try {
    const token = await found(server)
    const window = await openWindow(server.url, token)
    const seen: number[] = []
    const began = performance.now()
    const id = await watching(server, seen, () => send(server.url, token, window, messages))
    await watching(server, seen, () => takeIn(server.url, token, id, messages))
    const peak = Math.max(...seen)
    const took = (performance.now() - began) / 1000
    return [
      {
        measure: `memory during an import of ${messages.toLocaleString('en')} messages (PSS)`,
        value: peak,
        unit: 'MB',
        must: 500,
        aim: 350,
        detail: `quarters of the time: ${quarters(seen).join(', ')} MB`,
      },
      { measure: 'import, the file sent included', value: messages / took, unit: '/s' },
    ]
  } finally {
    await server.stop()
  }
}

/** Streams the file as a program would; gives the import's id. */
async function send(url: string, token: string, window: string, messages: number): Promise<string> {
  const answer = await fetch(`${url}/api/v1/imports?channel=${window}&name=history.jsonl`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: Readable.toWeb(Readable.from(lines(messages))),
    duplex: 'half',
  } as RequestInit)
  return z.object({ id: z.string() }).parse(await answer.json()).id
}

function* lines(messages: number): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  let chunk = ''
  for (const heard of talk(messages, { repeats: 0, answers: 0.9, authors: 50_000 })) {
    if (heard.kind !== 'message') continue
    const { externalId, parentExternalId, author, body, url, saidAt } = heard.message
    const line = {
      id: externalId,
      parent: parentExternalId,
      author: { id: author.externalId, name: author.name, handle: author.handle },
      ...body,
      url,
      said_at: saidAt.toISOString(),
      visibility: 'public',
    }
    chunk += `${JSON.stringify(line)}\n`
    if (chunk.length < 60_000) continue
    yield encoder.encode(chunk)
    chunk = ''
  }
  yield encoder.encode(chunk)
}

const state = z.object({ state: z.string(), taken: z.number().optional() }).loose()

async function takeIn(url: string, token: string, id: string, messages: number): Promise<void> {
  const at = `${url}/api/v1/imports/${id}`
  const headers = headersOf(token)
  const begun = await fetch(at, { method: 'PATCH', headers, body: JSON.stringify({ deed: 'start' }) })
  if (!begun.ok) throw new Error(`the import did not begin: ${begun.status} ${await begun.text()}`)
  for (;;) {
    await sleep(1_000)
    const now = state.parse(await (await fetch(at, { headers })).json())
    if (now.state === 'done') return
    if (now.state !== 'running') throw new Error(`the import of ${messages} ended as ${JSON.stringify(now)}`)
  }
}

/** Looks at the memory every half second while something is done. */
async function watching<T>(server: Server, seen: number[], work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => seen.push(pssMb(server.pid, server.folder)), 500)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    seen.push(pssMb(server.pid, server.folder))
  }
}

/** The most of each quarter: flat is flat. */
function quarters(seen: readonly number[]): number[] {
  const length = Math.ceil(seen.length / 4)
  return [0, 1, 2, 3].flatMap((at) => {
    const part = seen.slice(at * length, (at + 1) * length)
    return part.length > 0 ? [Math.round(Math.max(...part))] : []
  })
}
