/**
 * A Mastodon instance for our tests, in memory, on loopback.
 *
 * It is ours: written from Mastodon's public documentation (https://docs.joinmastodon.org) and from recorded answers,
 * because the real server (Ruby, PostgreSQL, Redis, Sidekiq) cannot run beside tests. So a test that passes against it
 * shows that we speak the documented language, not that a live instance was tried. What it keeps to: the shapes of the
 * answers, visibility, mentions and notifications, paging by id with Link headers, ids by the time a post was said
 * (a late one from elsewhere sorts before newer ones), idempotency keys for one hour, OAuth with PKCE, rate limits,
 * edits, deletions, and who is told of what over streams. What it leaves out: federation, sign-in, real media.
 */
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { type Actor, actors } from './actor.ts'
import { type Env, type Instance, identify, type Options, type Token } from './door.ts'
import { renderer } from './entities.ts'
import { type Fault, type Faults, faultsOf } from './faults.ts'
import { accountRoutes } from './routes/accounts.ts'
import { instanceRoutes } from './routes/instance.ts'
import { oauthRoutes } from './routes/oauth.ts'
import { statusRoutes } from './routes/statuses.ts'
import { timelineRoutes } from './routes/timelines.ts'
import { type Streaming, streaming } from './streaming.ts'
import { World } from './world.ts'

export type { Actor, Status } from './actor.ts'
export type { Fault } from './faults.ts'

export interface MastodonServer {
  /** `http://127.0.0.1:PORT` */
  url: string
  /** Accounts are addressed at it. */
  domain: string
  /** `lucas` lives here, `ana@elsewhere.example` elsewhere; both may speak. Made when first named. */
  account(name: string): Actor
  /** Misfortunes for the requests to come, each befalling the first request it fits, once. */
  fail(...next: Fault[]): void
  /** From now on, for so long, every request is one too many. */
  exhaust(forMs: number): void
  /** Breaks off everybody who listens to a stream. */
  disconnect(): void
  /** How many listen to streams now. */
  listening(): number
  /** How many have it among their favourites, and how many boosted it. */
  reactions(id: string): { like: number; boost: number }
  /** What was asked so far, as `GET /api/v1/statuses?…`. */
  seen: string[]
  stop(): Promise<void>
}

const usual: Options = {
  version: '4.4.3',
  maxCharacters: 500,
  maxPage: 80,
  rateLimit: 1_000_000,
  heartbeatMs: 15_000,
  streaming: true,
  mediaTurns: 0,
}

export async function startMastodon(
  wished: { port?: number; now?: () => Date } & Partial<Options> = {},
): Promise<MastodonServer> {
  const { port = 0, now = () => new Date(), ...changed } = wished
  const options = { ...usual, ...changed }
  const app = new Hono()
  const { server, address } = await listen(app, port)
  const domain = `127.0.0.1:${address}`
  const world = new World(domain, `http://${domain}`, now)
  const tokens = new Map<string, Token>()
  const instance: Instance = { world, render: renderer(world), options, tokens }
  const faults = faultsOf(options, now)
  const streams = streaming(instance)
  app.route('/', routes(instance, faults, streams))
  streams.attach(server)
  return {
    url: world.url,
    domain,
    account: actors(instance),
    fail: faults.next,
    exhaust: faults.exhaust,
    reactions: (id) => ({ like: world.posts.get(id)?.favourites ?? 0, boost: world.posts.get(id)?.boosts ?? 0 }),
    seen: faults.seen,
    disconnect: streams.disconnect,
    listening: streams.listening,
    stop: () => stop(server, streams),
  }
}

function routes(instance: Instance, faults: Faults, streams: Streaming): Hono<Env> {
  const app = new Hono<Env>()
  app.use(faults.middleware)
  app.use('/api/*', identify(instance))
  for (const some of [instanceRoutes, oauthRoutes, accountRoutes, statusRoutes, timelineRoutes])
    app.route('/', some(instance))
  app.route('/', streams.routes)
  app.notFound((c) => c.json({ error: 'Not Found' }, 404))
  return app
}

const listen = (app: Hono, port: number): Promise<{ server: Server; address: number }> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1', overrideGlobalObjects: false }, (info) =>
      resolve({ server, address: info.port }),
    ) as Server
    server.once('error', reject)
  })

function stop(server: Server, streams: Streaming): Promise<void> {
  streams.disconnect()
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
