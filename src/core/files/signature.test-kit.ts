import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Credentials } from './sign.ts'

type Wrong = [status: number, code: string]

const form =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/

/**
 * What S3 finds wrong with a request, by its signature of version 4, from the side of the one who is asked:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function wrongWith(request: IncomingMessage, body: Buffer, keys: Credentials): Wrong | undefined {
  const header = (name: string) => String(request.headers[name] ?? '')
  const [, accessKeyId, day = '', region, names = '', proof = ''] = form.exec(header('authorization')) ?? []
  const time = header('x-amz-date')
  if (!accessKeyId || !time.startsWith(day)) return [403, 'AccessDenied']
  if (accessKeyId !== keys.accessKeyId) return [403, 'InvalidAccessKeyId']
  if (region !== keys.region) return [400, 'AuthorizationHeaderMalformed']
  if (!(Math.abs(Date.now() - timeOf(time)) < 15 * 60_000)) return [403, 'RequestTimeTooSkewed']
  if (!isListed(request, names.split(';'))) return [403, 'AccessDenied']
  const lines = names.split(';').map((name) => `${name}:${header(name)}\n`)
  const payload = header('x-amz-content-sha256')
  const canonical = `${request.method}\n${request.url}\n\n${lines.join('')}\n${names}\n${payload}`
  const text = `AWS4-HMAC-SHA256\n${time}\n${day}/${region}/s3/aws4_request\n${sha256(canonical)}`
  const secret = mac(mac(mac(mac(`AWS4${keys.secretAccessKey}`, day), keys.region), 's3'), 'aws4_request')
  if (!timingSafeEqual(mac(secret, text), Buffer.from(proof, 'hex'))) return [403, 'SignatureDoesNotMatch']
  return sha256(body) === payload ? undefined : [400, 'XAmzContentSHA256Mismatch']
}

/** NaN when it is none. */
const timeOf = (stamp: string): number =>
  Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))

/** The host and everything of Amazon's must be signed, in order. */
function isListed({ headers }: IncomingMessage, names: readonly string[]): boolean {
  const must = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))]
  return must.every((name) => names.includes(name)) && [...names].sort().join() === names.join()
}

const mac = (secret: string | Buffer, text: string): Buffer => createHmac('sha256', secret).update(text).digest()
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')
