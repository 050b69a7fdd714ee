import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { after, before, beforeEach, test } from 'node:test'
import { installGuard } from '../../lib/http/guard.ts'
import { privateNetworks } from '../../lib/http/private-networks.ts'
import { type Fault, settingsOf, startFakeS3 } from './bucket.test-kit.ts'
import { type BucketPatience, openBucket, wholeObject } from './bucket.ts'
import { BucketFailure, type BucketTrouble } from './bucket-failure.ts'

let fake: Awaited<ReturnType<typeof startFakeS3>>
before(async () => {
  // No private address may be reached, except what the operator configured.
  installGuard(privateNetworks(''))
  fake = await startFakeS3()
})
beforeEach(() => {
  fake.fault = undefined
})
after(() => fake[Symbol.asyncDispose]())

const folder = 'casa-1'
const quick: BucketPatience = { answerMs: 400, bytesPerMs: 50 }
const open = (more?: Parameters<typeof fake.settings>[0]) => openBucket(fake.settings(more), quick)
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest()

function someObject(size = 3000) {
  const bytes = randomBytes(size)
  return { bytes, object: { folder, sha256: sha256(bytes) } }
}

/** That it fails like this, and how: what is said never holds the secret. */
async function fails(work: Promise<unknown>, trouble: BucketTrouble, said: RegExp): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof BucketFailure, String(error))
    assert.equal(error.trouble, trouble, error.message)
    assert.match(error.message, said)
    assert.doesNotMatch(`${error.message} ${String(error.cause)}`, /secreto/)
    return true
  })
}

test('a wrong key, secret, region or bucket is refused, and says which', async () => {
  const { bytes, object } = someObject()
  await fails(open({ S3_ACCESS_KEY_ID: 'nobody' }).put(object, bytes), 'refused', /403 \(InvalidAccessKeyId\)/)
  await fails(open({ S3_SECRET_ACCESS_KEY: 'no' }).put(object, bytes), 'refused', /403 \(SignatureDoesNotMatch\)/)
  await fails(open({ S3_REGION: 'us-east-1' }).put(object, bytes), 'refused', /400 \(AuthorizationHeaderMalformed\)/)
  await fails(open({ S3_BUCKET: 'another' }).put(object, bytes), 'refused', /The bucket another answers 404 \(NoSuchB/)
  await fails(open({ S3_BUCKET: 'another' }).get(object, bytes.length), 'refused', /NoSuchBucket/)
  assert.equal(fake.objects.size, 0)
})

test('what was put is given back, put again is the same, taken away is gone, and away twice is no failure', async () => {
  const bucket = open()
  for (const size of [0, 1, 3000, 2_000_000]) {
    const { bytes, object } = someObject(size)
    await bucket.put(object, bytes)
    await bucket.put(object, bytes)
    assert.deepEqual(await wholeObject(bucket, object, size), bytes)
    assert.deepEqual([...fake.objects.keys()], [`${folder}/${object.sha256.toString('hex')}`])
    await bucket.remove(object)
    await bucket.remove(object)
    assert.equal(fake.objects.size, 0)
    await fails(bucket.get(object, size), 'missing', /404 \(NoSuchKey\)/)
  }
})

test('each fault is told from the others', async () => {
  const { bytes, object } = someObject()
  await open().put(object, bytes)
  const cases: [Fault, BucketTrouble, RegExp][] = [
    ['forbidden', 'refused', /403 \(AccessDenied\)/],
    ['no-bucket', 'refused', /404 \(NoSuchBucket\)/],
    ['broken', 'away', /500 \(InternalError\)/],
    ['busy', 'away', /503 \(SlowDown\)/],
    ['silent', 'away', /it takes too long/],
    ['reset', 'away', /does not answer/],
    ['drip', 'away', /it takes too long/],
    ['cut', 'away', /does not answer/],
    ['other', 'damaged', /not what was put there/],
    ['longer', 'damaged', /not what was put there/],
  ]
  for (const [fault, trouble, said] of cases) {
    fake.fault = fault
    await fails(wholeObject(open(), object, bytes.length), trouble, said)
  }
  fake.fault = undefined
  assert.deepEqual(await wholeObject(open(), object, bytes.length), bytes)
  await open().remove(object)
})

test('what is put is refused for each fault too; spoiled on the way it is not taken', async () => {
  const { bytes, object } = someObject()
  const cases: [Fault, BucketTrouble][] = [
    ['forbidden', 'refused'],
    ['broken', 'away'],
    ['silent', 'away'],
    ['reset', 'away'],
    ['spoiled', 'refused'],
  ]
  for (const [fault, trouble] of cases) {
    fake.fault = fault
    await fails(open().put(object, bytes), trouble, /The bucket casa/)
  }
  // What was promised to be something else is not taken either.
  fake.fault = undefined
  await fails(open().put(object, randomBytes(3)), 'refused', /XAmzContentSHA256Mismatch/)
  assert.equal(fake.objects.size, 0)
})

test('a server that breaks once is asked again; one that refuses is not', async () => {
  const { bytes, object } = someObject()
  const times = async (fault: Fault) => {
    fake.asked.length = 0
    fake.fault = fault
    await open()
      .put(object, bytes)
      .catch(() => {})
    return fake.asked.length
  }
  assert.equal(await times('broken'), 2)
  assert.equal(await times('forbidden'), 1)
})

test('the last piece of a spoiled object is never handed on', async () => {
  const { bytes, object } = someObject(300_000)
  await open().put(object, bytes)
  fake.fault = 'other'
  let seen = 0
  await fails(
    (async () => {
      for await (const piece of await open().get(object, bytes.length)) seen += piece.length
    })(),
    'damaged',
    /not what was put there/,
  )
  assert.ok(seen < bytes.length, `${seen} of ${bytes.length}`)
  await open().remove(object)
})

test('nobody at the address, and an address that leads elsewhere, which is not followed', async () => {
  const { bytes, object } = someObject()
  const elsewhere = createServer((_request, answer) => {
    answer.writeHead(301, { location: fake.env.S3_ENDPOINT, 'x-amz-bucket-region': 'eu-west-1' })
    answer.end('<Error><Code>PermanentRedirect</Code></Error>')
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const address = elsewhere.address()
  const S3_ENDPOINT = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  fake.asked.length = 0
  await fails(open({ S3_ENDPOINT }).put(object, bytes), 'refused', /301 \(PermanentRedirect; .*region eu-west-1/)
  assert.deepEqual(fake.asked, [])
  elsewhere.closeAllConnections()
  await new Promise((resolve) => elsewhere.close(resolve))
  await fails(open({ S3_ENDPOINT }).put(object, bytes), 'away', /does not answer.*ECONNREFUSED/)
})

test('an object is named after the bucket in the path or in the host', () => {
  const env = { S3_BUCKET: 'casa', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' }
  assert.equal(settingsOf(env).address, 'https://s3.us-east-1.amazonaws.com/casa')
  assert.equal(settingsOf({ ...env, S3_REGION: 'eu-south-2' }).address, 'https://s3.eu-south-2.amazonaws.com/casa')
  const there = { ...env, S3_ENDPOINT: 'https://s3.example.org:9000/' }
  assert.equal(settingsOf(there).address, 'https://s3.example.org:9000/casa')
  assert.equal(settingsOf({ ...there, S3_STYLE: 'host' }).address, 'https://casa.s3.example.org:9000')
})
