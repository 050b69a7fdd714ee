import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { operatorFetch } from '../../lib/http/guard.ts'
import type { BucketSettings, Config } from '../config.ts'
import { BucketFailure, failureOf } from './bucket-failure.ts'
import { signed } from './sign.ts'

/** One object: its folder is that of the database, its name what it contains. */
export interface BucketObject {
  folder: string
  sha256: Buffer
}

/** S3, or whatever speaks like it. Everything here throws BucketFailure. */
export interface Bucket {
  readonly name: string
  /** Puts it there; again is the same as once. */
  put(object: BucketObject, bytes: Uint8Array): Promise<void>
  /** Answers when the bucket does. The last piece comes only when all of them together are what they should be. */
  get(object: BucketObject, bytes: number): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>>>
  /** Takes it away; what is not there is away already. */
  remove(object: BucketObject): Promise<void>
}

/** How long the bucket may take, in milliseconds, and how slow it may be. */
export interface BucketPatience {
  answerMs: number
  bytesPerMs: number
}

const usual: BucketPatience = { answerMs: 15_000, bytesPerMs: 50 }
const opened = new WeakMap<BucketSettings, Bucket>()

/** The bucket that the configuration names. */
export function bucketOf({ files: { bucket: settings } }: Pick<Config, 'files'>): Bucket | undefined {
  if (!settings) return undefined
  const bucket = opened.get(settings) ?? openBucket(settings)
  opened.set(settings, bucket)
  return bucket
}

export function openBucket(settings: BucketSettings, patience = usual): Bucket {
  const { name } = settings
  const ask = (method: Asked['method'], object: BucketObject, more: Partial<Asked> = {}) =>
    asked(settings, patience, { method, object, bytes: 0, ...more })
  return {
    name,
    async put(object, bytes) {
      const answer = await ask('PUT', object, { body: bytes, bytes: bytes.length })
      await answer.body?.cancel()
    },
    async get(object, bytes) {
      return checked(name, object, bytes, await ask('GET', object, { bytes }))
    },
    async remove(object) {
      try {
        const answer = await ask('DELETE', object)
        await answer.body?.cancel()
      } catch (error) {
        if (!(error instanceof BucketFailure && error.trouble === 'missing')) throw error
      }
    },
  }
}

/** A whole object, when it is what it should be. */
export const wholeObject = async (bucket: Bucket, object: BucketObject, bytes: number): Promise<Buffer> => {
  const pieces: Uint8Array[] = []
  for await (const piece of await bucket.get(object, bytes)) pieces.push(piece)
  return Buffer.concat(pieces)
}

interface Asked {
  method: 'PUT' | 'GET' | 'DELETE'
  object: BucketObject
  body?: Uint8Array
  /** How many travel, either way. */
  bytes: number
}

/** Twice, when the first time it was away at once: a connection kept open may have been closed meanwhile. */
async function asked(settings: BucketSettings, patience: BucketPatience, what: Asked): Promise<Response> {
  const began = Date.now()
  try {
    return await askedOnce(settings, patience, what)
  } catch (error) {
    const isWorthIt = error instanceof BucketFailure && error.trouble === 'away'
    if (!isWorthIt || Date.now() - began >= patience.answerMs / 3) throw error
    await sleep(200)
    return askedOnce(settings, patience, what)
  }
}

async function askedOnce(settings: BucketSettings, patience: BucketPatience, what: Asked): Promise<Response> {
  const url = new URL(`${settings.address}/${what.object.folder}/${what.object.sha256.toString('hex')}`)
  const sha256 = what.body ? what.object.sha256.toString('hex') : ofNothing
  // Never shown by the bucket itself as a page, even where somebody opened it to the world.
  const headers = what.body ? { 'content-type': 'application/octet-stream' } : {}
  const answering = new AbortController()
  const inAll = patience.answerMs + what.bytes / patience.bytesPerMs
  const late = setTimeout(() => answering.abort(), what.method === 'GET' ? patience.answerMs : inAll)
  try {
    const answer = await operatorFetch(url, {
      method: what.method,
      headers: signed({ method: what.method, url, headers, sha256 }, settings, new Date()),
      redirect: 'manual',
      signal: AbortSignal.any([answering.signal, AbortSignal.timeout(Math.ceil(inAll))]),
      ...(what.body ? { body: Uint8Array.from(what.body) } : {}),
    })
    if (answer.ok) return answer
    throw await failureOf(settings.name, answer)
  } catch (error) {
    throw asFailure(settings.name, error)
  } finally {
    clearTimeout(late)
  }
}

const ofNothing = createHash('sha256').digest('hex')

function asFailure(name: string, error: unknown): BucketFailure {
  if (error instanceof BucketFailure) return error
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const isLate = error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')
  const reason = isLate ? 'it takes too long' : cause instanceof Error ? cause.message || cause.name : String(cause)
  return new BucketFailure('away', `The bucket ${name} does not answer: ${reason}`, error)
}

async function* checked(
  name: string,
  { sha256 }: BucketObject,
  bytes: number,
  { body }: Response,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const hash = createHash('sha256')
  const damaged = () =>
    new BucketFailure('damaged', `In the bucket ${name} the object ${sha256.toString('hex')} is not what was put there`)
  let held: Uint8Array<ArrayBuffer> | undefined
  let seen = 0
  try {
    for await (const piece of body ?? []) {
      seen += piece.length
      if (seen > bytes) throw damaged()
      hash.update(piece)
      if (held) yield held
      held = piece
    }
  } catch (error) {
    throw asFailure(name, error)
  }
  if (!hash.digest().equals(sha256)) throw damaged()
  if (held) yield held
}
