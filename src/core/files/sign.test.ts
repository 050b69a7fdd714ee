import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signed } from './sign.ts'

/** The worked examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const by = {
  region: 'us-east-1',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const at = new Date('2013-05-24T00:00:00Z')
const ofNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const proofOf = (headers: Record<string, string>) => headers.authorization?.split('Signature=')[1]

test('a request for some bytes is signed as Amazon signs it', () => {
  const url = new URL('https://examplebucket.s3.amazonaws.com/test.txt')
  const headers = signed({ method: 'GET', url, headers: { range: 'bytes=0-9' }, sha256: ofNothing }, by, at)
  assert.equal(headers['x-amz-date'], '20130524T000000Z')
  assert.equal(headers['x-amz-content-sha256'], ofNothing)
  assert.match(headers.authorization ?? '', /SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,/)
  assert.equal(proofOf(headers), 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41')
})

test('an object that is put is signed with what it contains, as Amazon signs it', () => {
  const headers = signed(
    {
      method: 'PUT',
      url: new URL('https://examplebucket.s3.amazonaws.com/test%24file.text'),
      headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      sha256: '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    },
    by,
    at,
  )
  assert.equal(proofOf(headers), '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd')
})

test('another path, method, body, time, region or secret has another signature', () => {
  const url = new URL('https://s3.example.org:9000/casa/x')
  const request = { method: 'GET', url, sha256: ofNothing }
  const proofs = [
    signed(request, by, at),
    signed({ ...request, method: 'DELETE' }, by, at),
    signed({ ...request, url: new URL('https://s3.example.org:9000/casa/y') }, by, at),
    signed({ ...request, url: new URL('https://s3.example.org/casa/x') }, by, at),
    signed({ ...request, sha256: '0'.repeat(64) }, by, at),
    signed(request, by, new Date(at.getTime() + 1000)),
    signed(request, { ...by, region: 'eu-south-2' }, at),
    signed(request, { ...by, secretAccessKey: 'another' }, at),
  ].map(proofOf)
  assert.equal(new Set(proofs).size, proofs.length)
})
