import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BucketSettings } from '../config.ts'
import { readConfig } from '../config.ts'
import { wrongWith } from './signature.test-kit.ts'

/**
 * What goes wrong: no leave, a bucket that is not there, a server that breaks, has enough, says nothing, hangs up, sends
 * a byte now and then, gives back other bytes, spoils what it is given on the way, takes it and
 * hangs up, or hangs up in the middle of what it gives.
 */
export type Fault =
  | 'forbidden'
  | 'no-bucket'
  | 'broken'
  | 'busy'
  | 'silent'
  | 'reset'
  | 'drip'
  | 'other'
  | 'longer'
  | 'spoiled'
  | 'unheard'
  | 'cut'

const keys = { accessKeyId: 'TERTULIA', secretAccessKey: 'un secreto/de+la casa', region: 'eu-south-2' }
const bucket = 'casa'

/**
 * A small S3 as its documentation describes it: Signature Version 4 is checked whole (scope, time, signed headers, payload),
 * objects are put, given and deleted, errors come as XML.
 */
export async function startFakeS3() {
  const objects = new Map<string, Buffer>()
  const fake = {
    objects,
    fault: undefined as Fault | undefined,
    pauseMs: 0,
    asked: [] as string[],
  }
  const server = createServer((request, answer) => {
    fake.asked.push(`${request.method} ${request.url}`)
    sleep(fake.pauseMs)
      .then(() => serve(objects, fake.fault, request, answer))
      .catch((error) => answer.destroy(error instanceof Error ? error : undefined))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const env = {
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_REGION: keys.region,
    S3_BUCKET: bucket,
    S3_ACCESS_KEY_ID: keys.accessKeyId,
    S3_SECRET_ACCESS_KEY: keys.secretAccessKey,
  }
  return Object.assign(fake, {
    env,
    settings: (more: Partial<Record<keyof typeof env, string>> = {}): BucketSettings => settingsOf({ ...env, ...more }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  })
}

export function settingsOf(env: Record<string, string>): BucketSettings {
  const { bucket: settings } = readConfig(env).files
  if (!settings) throw new Error('These settings name no bucket.')
  return settings
}

async function serve(
  objects: Map<string, Buffer>,
  fault: Fault | undefined,
  request: IncomingMessage,
  answer: ServerResponse,
) {
  if (fault === 'reset') return void request.socket.destroy()
  if (fault === 'silent') return
  const given = await buffer(request)
  const body = fault === 'spoiled' ? Buffer.concat([given, Buffer.from('!')]) : given
  const wrong = faults[fault ?? ''] ?? wrongWith(request, body, keys)
  if (wrong) return refuse(answer, ...wrong)
  const [, inBucket, ...rest] = (request.url ?? '').split('/')
  const name = rest.join('/')
  if (inBucket !== bucket) return refuse(answer, 404, 'NoSuchBucket')
  if (request.method === 'PUT') {
    objects.set(name, body)
    if (fault === 'unheard') return void request.socket.destroy()
    return void answer.end()
  }
  if (request.method === 'DELETE') {
    objects.delete(name)
    return void answer.writeHead(204).end()
  }
  const kept = objects.get(name)
  if (!kept) return refuse(answer, 404, 'NoSuchKey')
  await give(kept, fault, answer)
}

async function give(kept: Buffer, fault: Fault | undefined, answer: ServerResponse): Promise<void> {
  if (fault === 'drip') return drip(kept, answer)
  if (fault === 'cut') return void answer.write(kept.subarray(0, kept.length / 2), () => answer.destroy())
  if (fault === 'other') return void answer.end(Buffer.alloc(kept.length, 7))
  answer.end(fault === 'longer' ? Buffer.concat([kept, kept]) : kept)
}

const faults: Record<string, [number, string]> = {
  forbidden: [403, 'AccessDenied'],
  'no-bucket': [404, 'NoSuchBucket'],
  broken: [500, 'InternalError'],
  busy: [503, 'SlowDown'],
}

function refuse(answer: ServerResponse, status: number, code: string): void {
  answer.writeHead(status, { 'content-type': 'application/xml' })
  answer.end(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>No.</Message></Error>`)
}

async function drip(bytes: Buffer, answer: ServerResponse): Promise<void> {
  answer.writeHead(200, { 'content-length': bytes.length })
  for (const byte of bytes) {
    if (answer.destroyed) return
    answer.write(Buffer.from([byte]))
    await sleep(20)
  }
  answer.end()
}
