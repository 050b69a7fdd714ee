import { setTimeout as sleep } from 'node:timers/promises'
import { type Row, summarise } from './measure.ts'
import { pssMb } from './memory.ts'
import { found, headersOf, openWindow, startServer } from './server.ts'

const perSecond = 100

/** From a network's saying it to the event at a browser, at 100 messages a second; and the memory of all of it at rest. */
export async function benchLive(seconds: number): Promise<Row[]> {
  const server = await startServer()
  try {
    const token = await found(server)
    await sleep(3_000)
    const idle = pssMb(server.pid, server.folder)
    const latencies = summarise(await sayAndWait(server.url, token, seconds))
    return [
      { measure: 'npm start to listening, first time', value: server.startedInMs / 1000, unit: 's', must: 10, aim: 10 },
      {
        measure: 'said → event at the browser, p99, at 100 messages/s',
        value: latencies.p99,
        unit: 'ms',
        must: 500,
        aim: 250,
        detail: `p50 ${latencies.p50.toFixed(0)}`,
      },
      { measure: 'memory idle, all processes (PSS)', value: idle, unit: 'MB', must: 350, aim: 250 },
      { measure: 'memory after that minute, all processes (PSS)', value: pssMb(server.pid, server.folder), unit: 'MB' },
    ]
  } finally {
    await server.stop()
  }
}

async function sayAndWait(url: string, token: string, seconds: number): Promise<number[]> {
  const headers = headersOf(token)
  const id = await openWindow(url, token)
  const stop = new AbortController()
  const stream = await fetch(`${url}/api/v1/events`, { headers, signal: stop.signal })
  const arrived: number[] = []
  const reading = countArrivals(stream, arrived)
  const said: number[] = []
  const posts: Promise<unknown>[] = []
  const began = performance.now()
  for (let at = 0; at < seconds * perSecond; at += 1) {
    await sleep(Math.max(0, began + (at * 1000) / perSecond - performance.now()))
    said.push(performance.now())
    const body = JSON.stringify({
      id: String(at),
      author: { id: `p${at % 50}`, name: `Persona ${at % 50}` },
      text: `Mensaje ${at}`,
    })
    posts.push(
      fetch(`${url}/api/v1/channels/${id}/messages`, { method: 'POST', headers, body }).then((answer) =>
        answer.arrayBuffer(),
      ),
    )
  }
  await Promise.all(posts)
  for (let waited = 0; arrived.length < said.length && waited < 100; waited += 1) await sleep(50)
  stop.abort()
  await reading
  if (arrived.length < said.length)
    throw new Error(`${said.length - arrived.length} of ${said.length} events did not arrive`)
  // One window is heard in order, so the n-th event belongs to the n-th message.
  return said.map((at, index) => (arrived[index] ?? Number.NaN) - at)
}

async function countArrivals(stream: Response, arrived: number[]): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const chunk of stream.body ?? []) {
      rest += decoder.decode(chunk, { stream: true })
      const events = rest.split('\n\n')
      rest = events.pop() ?? ''
      for (const event of events) if (event.includes('event: message.heard')) arrived.push(performance.now())
    }
  } catch {
    // Ended by us.
  }
}
