import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { readConfig } from '../../../src/core/config.ts'
import { type Bucket, openBucket, wholeObject } from '../../../src/core/files/bucket.ts'
import { BucketFailure, type BucketTrouble } from '../../../src/core/files/bucket-failure.ts'
import { signed } from '../../../src/core/files/sign.ts'
import { asOperator, installGuard } from '../../../src/lib/http/guard.ts'
import { privateNetworks } from '../../../src/lib/http/private-networks.ts'
import { type Ceph, startCeph } from './ceph.ts'

let ceph: Ceph
let bucket: Bucket
before(async () => {
  ceph = await startCeph()
  // From here on no private address may be reached, except what the operator configured.
  installGuard(privateNetworks(''))
  bucket = open()
  await makeBucket()
})
after(() => ceph?.stop())

function settings(more: Record<string, string> = {}) {
  const { bucket: found } = readConfig({ ...ceph.env, S3_BUCKET: 'casa', ...more }).files
  assert.ok(found)
  return found
}
const open = (more?: Record<string, string>) => openBucket(settings(more))

/** The operator does this, by whatever means the bucket's owner offers. */
async function makeBucket(): Promise<void> {
  const url = new URL(settings().address)
  const headers = signed({ method: 'PUT', url, sha256: createHash('sha256').digest('hex') }, settings(), new Date())
  assert.equal((await asOperator(() => fetch(url, { method: 'PUT', headers }))).status, 200)
}

function someObject(size: number) {
  const bytes = randomBytes(size)
  return { bytes, object: { folder: 'a1'.repeat(16), sha256: createHash('sha256').update(bytes).digest() } }
}

const fails = (work: Promise<unknown>, trouble: BucketTrouble, said: RegExp) =>
  assert.rejects(work, (error) => {
    assert.ok(error instanceof BucketFailure, String(error))
    assert.equal(error.trouble, trouble)
    assert.match(error.message, said)
    return true
  })

test('Ceph refuses a wrong key, secret or bucket in the words that ours does', async () => {
  const { bytes, object } = someObject(10)
  await fails(open({ S3_ACCESS_KEY_ID: 'nobody' }).put(object, bytes), 'refused', /403 \(InvalidAccessKeyId\)/)
  await fails(open({ S3_SECRET_ACCESS_KEY: 'no' }).put(object, bytes), 'refused', /403 \(SignatureDoesNotMatch\)/)
  await fails(open({ S3_BUCKET: 'another' }).put(object, bytes), 'refused', /404 \(NoSuchBucket\)/)
})

test('Ceph takes no payload but the one that was signed', async () => {
  const { object } = someObject(10)
  await fails(bucket.put(object, randomBytes(10)), 'refused', /400 \(XAmzContentSHA256Mismatch\)/)
  await fails(bucket.get(object, 10), 'missing', /404 \(NoSuchKey\)/)
})

test('files of every size go to Ceph, come back whole, and go away', async () => {
  for (const size of [0, 1, 3000, 10_000_000]) {
    const { bytes, object } = someObject(size)
    await bucket.put(object, bytes)
    await bucket.put(object, bytes)
    assert.ok((await wholeObject(bucket, object, size)).equals(bytes), `${size} bytes`)
    await bucket.remove(object)
    await bucket.remove(object)
    await fails(bucket.get(object, size), 'missing', /404 \(NoSuchKey\)/)
  }
})
