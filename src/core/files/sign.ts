import { createHash, createHmac } from 'node:crypto'

export interface Credentials {
  region: string
  accessKeyId: string
  secretAccessKey: string
}

export interface Unsigned {
  method: string
  /** Its path is signed as it stands, and without a query: our objects are named in hexadecimal. */
  url: URL
  /** In lower case. */
  headers?: Record<string, string>
  /** Of the body, in hexadecimal. */
  sha256: string
}

/** The headers of a request to S3, its body among what is signed. https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
export function signed(request: Unsigned, by: Credentials, at: Date): Record<string, string> {
  const time = at.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const headers = { ...request.headers, 'x-amz-content-sha256': request.sha256, 'x-amz-date': time }
  const all = Object.entries({ ...headers, host: request.url.host }).sort(([a], [b]) => (a < b ? -1 : 1))
  const names = all.map(([name]) => name).join(';')
  const lines = all.map(([name, value]) => `${name}:${value.trim()}\n`).join('')
  const canonical = [request.method, request.url.pathname, '', lines, names, request.sha256].join('\n')
  const scope = `${time.slice(0, 8)}/${by.region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', time, scope, createHash('sha256').update(canonical).digest('hex')].join('\n')
  const key = [...scope.split('/')].reduce<string | Buffer>(hmac, `AWS4${by.secretAccessKey}`)
  const signature = hmac(key, text).toString('hex')
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${by.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  }
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
