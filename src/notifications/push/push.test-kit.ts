import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'

/** Reads a message as a browser does, written from the RFC and not from our own code. */
export function decrypt(body: Buffer, ecdh: ECDH, auth: string): Buffer {
  const salt = body.subarray(0, 16)
  const sender = body.subarray(21, 21 + (body[20] ?? 0))
  const sealed = body.subarray(21 + sender.length)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender])
  const secret = hkdfSync('sha256', ecdh.computeSecret(sender), Buffer.from(auth, 'base64url'), info, 32)
  const derive = (what: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', Buffer.from(secret), salt, Buffer.from(`Content-Encoding: ${what}\0`), bytes))
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
  decipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2))
}

export function someBrowser() {
  const ecdh = createECDH('prime256v1')
  ecdh.generateKeys()
  return { ecdh, keys: { p256dh: ecdh.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') } }
}

/** A push service (RFC 8030) that reads what it is given, since it is the browser too. */
export interface PushService extends AsyncDisposable {
  browser: ReturnType<typeof someBrowser>
  /** Where this browser is told, each by a path of its own. */
  endpoint(path: string): string
  /** How often somebody reached it, whatever they said. */
  reached: number
  told: { path: string; headers: Record<string, string>; message: Record<string, string> }[]
  answer: { status: number; headers?: Record<string, string> }
}

export async function startPushService(): Promise<PushService> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const { ecdh, keys } = service.browser
    const message = JSON.parse(decrypt(Buffer.concat(chunks), ecdh, keys.auth).toString())
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    service.told.push({ path: request.url ?? '', headers, message })
    response.writeHead(service.answer.status, service.answer.headers).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const service: PushService = {
    browser: someBrowser(),
    endpoint: (path) => `http://127.0.0.1:${port}/${path}`,
    reached: 0,
    told: [],
    answer: { status: 201 },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  server.on('connection', () => {
    service.reached += 1
  })
  return service
}
