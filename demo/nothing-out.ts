import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import { isIP, Socket } from 'node:net'
import { isAbsolute, join } from 'node:path'
import threads from 'node:worker_threads'

interface Address {
  host: string
  port: number
}

/**
 * From here on this process connects to nothing but its own database, asks nobody for a name, and sends no datagram; nor do
 * the threads that it begins, which have no database. Whatever Node does of these it does through what is replaced here,
 * whoever asks for it. `program` is what a thread runs first: it calls this.
 */
export function letNothingOut(program: string, database?: Address): void {
  closeSockets(database)
  closeNames()
  closeDatagrams()
  closeThreads(program)
  syncBuiltinESMExports()
}

/** What each thread runs first, in the checkout at `root`. */
export const inThreads = (root: string): string => join(root, 'demo/nothing-out-thread.ts')

export class NothingGoesOut extends Error {
  override readonly name = 'NothingGoesOut'
  constructor() {
    super('The sample company connects to nothing outside.')
  }
}

/** Every TCP connection and every local socket. Whoever puts a guard of their own here puts it behind this one. */
function closeSockets(database: Address | undefined): void {
  let behind = Socket.prototype.connect
  function connect(this: Socket, ...args: unknown[]) {
    if (!isOurDatabase(args, database)) throw new NothingGoesOut()
    return Reflect.apply(behind, this, args)
  }
  Object.defineProperty(Socket.prototype, 'connect', {
    configurable: true,
    get: () => connect,
    set: (given: typeof behind) => {
      behind = given
    },
  })
}

/** Our own server: a socket in a folder, or its port on this machine. Node and pg call this in several ways. */
function isOurDatabase(args: unknown[], database: Address | undefined): boolean {
  if (!database) return false
  const { host, port } = database
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  if (isAbsolute(host)) {
    const file = typeof first === 'string' ? first : pathOf(first)
    return file === `${host}/.s.PGSQL.${port}`
  }
  if (typeof first === 'number' || typeof first === 'string') return Number(first) === port && (second ?? host) === host
  return hostOf(first) === host && portOf(first) === port
}

/** A name is an answer from outside, and its question says who is meant. What is an address already is nobody's to tell. */
function closeNames(): void {
  const { lookup } = dns
  const lookupNow = dns.promises.lookup
  for (const asker of [dns, dns.Resolver.prototype]) closeQuestions(asker, refuseLater)
  for (const asker of [dns.promises, dns.promises.Resolver.prototype]) closeQuestions(asker, refuseAsPromise)
  const refuseName = dns.lookup
  const refuseNameNow = dns.promises.lookup
  Reflect.set(dns, 'lookup', (name: string, ...rest: unknown[]) =>
    Reflect.apply(isIP(name) ? lookup : refuseName, dns, [name, ...rest]),
  )
  Reflect.set(dns.promises, 'lookup', (name: string, ...rest: unknown[]) =>
    Reflect.apply(isIP(name) ? lookupNow : refuseNameNow, dns.promises, [name, ...rest]),
  )
}

function closeQuestions(asker: object, refuse: (...args: unknown[]) => unknown): void {
  for (const name of Object.getOwnPropertyNames(asker))
    if (/^(lookup|resolve|reverse)/.test(name)) Reflect.set(asker, name, refuse)
}

function refuseLater(...args: unknown[]): void {
  const callback = args.at(-1)
  if (typeof callback !== 'function') throw new NothingGoesOut()
  process.nextTick(() => callback(new NothingGoesOut()))
}

const refuseAsPromise = (): Promise<never> => Promise.reject(new NothingGoesOut())

function closeDatagrams(): void {
  for (const name of ['send', 'connect'])
    Reflect.set(dgram.Socket.prototype, name, () => {
      throw new NothingGoesOut()
    })
}

/** A thread has a Node of its own, where nothing of this holds until it is done again. */
function closeThreads(program: string): void {
  const { Worker } = threads
  class ClosedWorker extends Worker {
    constructor(...[file, options]: ConstructorParameters<typeof Worker>) {
      // Required, as what is imported first may run beside the thread's own program. What this process was started with
      // need not be understood in a thread.
      const execArgv = [...(options?.execArgv ?? []), '--require', program]
      super(file, { ...options, execArgv })
    }
  }
  Reflect.set(threads, 'Worker', ClosedWorker)
}

const member = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined
const pathOf = (options: unknown) => member(options, 'path')
const hostOf = (options: unknown) => member(options, 'host')
const portOf = (options: unknown) => Number(member(options, 'port'))
