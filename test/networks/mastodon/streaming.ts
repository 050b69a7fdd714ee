import type { Server } from 'node:http'
import { Hono } from 'hono'
import { tagsIn } from './content.ts'
import type { Env, Instance } from './door.ts'
import { eventStreams } from './event-streams.ts'
import { webSockets } from './web-sockets.ts'
import type { Person, Post, WorldEvent } from './world.ts'

export interface Listener {
  person: Person
  stream: StreamName
  tag?: string
  send(event: string, payload: string): void
}

export type StreamName = 'user' | 'user:notification' | 'direct' | 'hashtag' | 'public'

/** Begins to deliver; the answer ends it. `close` breaks the connection off. */
export type Join = (listener: Listener, close: () => void) => () => void

export interface Streaming {
  routes: Hono<Env>
  /** WebSockets arrive beside the routes. */
  attach(server: Server): void
  /** Breaks off everybody who listens. */
  disconnect(): void
  listening(): number
}

/** https://docs.joinmastodon.org/methods/streaming/ over server-sent events and over WebSocket. */
export function streaming(instance: Instance): Streaming {
  const listeners = new Map<Listener, () => void>()
  instance.world.listen((event) => {
    for (const listener of listeners.keys()) deliver(instance, listener, event)
  })
  const join: Join = (listener, close) => {
    listeners.set(listener, close)
    return () => void listeners.delete(listener)
  }
  return {
    routes: instance.options.streaming ? eventStreams(instance, join) : new Hono<Env>(),
    attach: (server) => {
      if (instance.options.streaming) webSockets(instance, join, server)
    },
    disconnect: () => {
      for (const close of [...listeners.values()]) close()
    },
    listening: () => listeners.size,
  }
}

export const streamOf = (value: unknown): StreamName | undefined =>
  (['user', 'user:notification', 'direct', 'hashtag', 'public'] as const).find((one) => one === value)

function deliver({ world, render }: Instance, { person, stream, tag, send }: Listener, event: WorldEvent): void {
  if (event.kind === 'noticed') {
    if (event.notice.ownerId === person.id && stream.startsWith('user'))
      send('notification', JSON.stringify(render.notification(event.notice, person)))
    return
  }
  const { post, kind } = event
  if (stream === 'direct' && kind === 'posted' && post.visibility === 'direct' && takesPart(person, post)) {
    const last_status = render.status(post, person)
    send('conversation', JSON.stringify({ id: post.conversationId, unread: true, accounts: [], last_status }))
  }
  const tagged = stream === 'hashtag' && post.visibility === 'public' && tagsIn(post.text).includes(tag ?? '')
  const isPublic = stream === 'public' && post.visibility === 'public'
  if (!tagged && !isPublic && !(stream === 'user' && reachesHome(person, post, kind))) return
  if (kind === 'removed') send('delete', post.id)
  else if (world.sees(person, post))
    send(kind === 'edited' ? 'status.update' : 'update', JSON.stringify(render.status(post, person)))
}

/** What is said and edited reaches the author and the followers; a deletion also those who were mentioned. */
const reachesHome = (person: Person, post: Post, kind: WorldEvent['kind']): boolean =>
  post.authorId === person.id ||
  person.following.has(post.authorId) ||
  (kind === 'removed' && post.mentions.includes(person.id))

const takesPart = (person: Person, post: Post): boolean =>
  post.authorId === person.id || post.mentions.includes(person.id)
