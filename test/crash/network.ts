import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text as bodyOf } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from './random.ts'
import { type Entry, invent, type SaidEntry, type Story, type WindowName, windowNames } from './story.ts'

/** Something that the network was asked to say. */
export interface Asked {
  window: WindowName
  key: string | null
  text: string
  inReplyTo: string
}

/** Where in a send the network does something first: before it takes the reply, or before it answers that it did. */
export type Interruption = 'before-acceptance' | 'before-answer'

export interface Network {
  url: string
  windows: Record<WindowName, NetworkWindow>
  /** Called once, in the next send on that window. */
  interrupt(window: WindowName, when: Interruption, work: () => void): void
  close(): Promise<void>
}

/** How late the network takes a reply that was on its way when its sender died; less than we wait before looking. */
const lateMs = 2_500

export class NetworkWindow {
  readonly story: Story
  readonly #random: Random
  /** How much of the log, and of the past, is told. */
  visible = 0
  visiblePast = 0
  /** Replies that were accepted, by their text: how often, and under which ids. */
  readonly accepted = new Map<string, { ids: string[]; inReplyTo: string }>()
  /** Our own words, told back to us. */
  readonly echoes: SaidEntry[] = []
  readonly #byKey = new Map<string, { id: string; saidAt: number }>()
  readonly name: WindowName
  /** The texts that were asked to be said, latest last. */
  readonly asked: string[] = []

  constructor(name: WindowName, messages: number, random: Random) {
    this.name = name
    this.#random = random.fork(`${name}-telling`)
    this.story = invent(name, messages, random.fork(name))
  }

  get untold(): number {
    return this.story.log.length - this.visible + (this.story.past.length - this.visiblePast)
  }

  tellMore(entries: number): void {
    const past = Math.min(Math.ceil(entries / 4), this.story.past.length - this.visiblePast)
    this.visiblePast += past
    this.visible = Math.min(this.story.log.length, this.visible + Math.max(entries - past, 0))
  }

  /** Pages of any length that begin a little before where the last one ended, with old things said again. */
  newest(at: number, heardEchoes: number): { entries: Entry[]; cursor: { at: number; echoes: number }; more: boolean } {
    const { log } = this.story
    const random = this.#random
    const from = Math.max(0, at - random.between(0, 8))
    const to = Math.min(this.visible, at + random.between(5, 60))
    const again = to === 0 ? [] : Array.from({ length: random.between(0, 3) }, () => log[random.between(0, to - 1)])
    const repeated = again.filter((entry) => entry !== undefined)
    const entries = [...log.slice(from, to), ...this.echoes.slice(heardEchoes)]
    const place = random.between(0, entries.length)
    const cursor = { at: to, echoes: this.echoes.length }
    return {
      entries: [...entries.slice(0, place), ...repeated, ...entries.slice(place)],
      cursor,
      more: this.#goesOn(entries),
    }
  }

  /** Asked again at once: by a stream where there is one; else here, with time for the past while that is not all told. */
  #goesOn(entries: readonly Entry[]): boolean {
    if (this.name === 'blind') return false
    return entries.length > 0 || this.visiblePast === this.story.past.length
  }

  history(at: number): { entries: SaidEntry[]; cursor: number; more: boolean } {
    const from = Math.max(0, at - this.#random.between(0, 5))
    const to = Math.min(this.visiblePast, at + this.#random.between(5, 40))
    return { entries: this.story.past.slice(from, to), cursor: to, more: to < this.story.past.length }
  }

  accept({ key, text, inReplyTo }: Asked): { id: string; saidAt: number } {
    const known = this.name === 'keyed' && key !== null ? this.#byKey.get(key) : undefined
    if (known) return known
    const before = this.accepted.get(text)
    const said = { id: `${this.name}-ours-${this.echoes.length}`, saidAt: Date.now() }
    if (key !== null) this.#byKey.set(key, said)
    this.accepted.set(text, { ids: [...(before?.ids ?? []), said.id], inReplyTo })
    const more = { kind: 'message', author: 'us', parent: inReplyTo, root: null, editedAt: null } as const
    this.echoes.push({ ...more, ...said, text })
    return said
  }

  find(text: string): { id: string; saidAt: number } | undefined {
    const id = this.accepted.get(text)?.ids[0]
    const echo = this.echoes.find((entry) => entry.id === id)
    return echo && { id: echo.id, saidAt: echo.saidAt }
  }
}

/** The networks of the crash test: they are never killed, and remember everything. */
export async function startNetwork(messages: number, random: Random): Promise<Network> {
  const share = Math.floor(messages / windowNames.length)
  const windows = {
    keyed: new NetworkWindow('keyed', messages - 2 * share, random),
    found: new NetworkWindow('found', share, random),
    blind: new NetworkWindow('blind', share, random),
  }
  let planned: { window: WindowName; when: Interruption; work: () => void } | undefined
  const due = (window: WindowName, when: Interruption): boolean => {
    if (planned?.window !== window || planned.when !== when) return false
    const { work } = planned
    planned = undefined
    work()
    return true
  }
  const server = createServer((request, response) => {
    answer(windows, due, request, response).catch(() => response.destroy())
  })
  const url = await new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
    })
  })
  return {
    url,
    windows,
    interrupt: (window, when, work) => {
      planned = { window, when, work }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(
  windows: Record<WindowName, NetworkWindow>,
  due: (window: WindowName, when: Interruption) => boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://network')
  const [, name, what] = pathname.split('/')
  const window = Object.values(windows).find((it) => it.name === name)
  if (!window) throw new Error('There is no such window.')
  const say = async () => {
    const asked: Asked = JSON.parse(await bodyOf(request))
    window.asked.push(asked.text)
    if (due(window.name, 'before-acceptance')) await sleep(lateMs)
    const said = window.accept(asked)
    due(window.name, 'before-answer')
    return said
  }
  const at = Number(searchParams.get('at') ?? 0)
  const answers: Record<string, () => unknown> = {
    newest: async () => {
      const heardEchoes = Number(searchParams.get('echoes') ?? 0)
      await somethingNew(window, at, heardEchoes, request)
      return window.newest(at, heardEchoes)
    },
    history: () => window.history(at),
    say,
    find: () => window.find(searchParams.get('text') ?? '') ?? { absent: true },
  }
  const body = JSON.stringify(await answers[what ?? '']?.())
  response.writeHead(200, { 'content-type': 'application/json' }).end(body)
}

/** A question is kept waiting for a while when there is nothing to say. */
async function somethingNew(window: NetworkWindow, at: number, echoes: number, request: IncomingMessage) {
  const until = Date.now() + 400
  while (!request.destroyed && window.visible <= at && window.echoes.length <= echoes && Date.now() < until)
    await sleep(20)
}
