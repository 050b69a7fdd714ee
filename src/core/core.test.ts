import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { createCipher, WrongKey } from './cipher.ts'
import { ConfigError, readConfig } from './config.ts'
import { keyPath, readKey } from './key.ts'

const key = '0f'.repeat(32)

test('what was sealed opens again, and only for what it belongs to', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, belongsTo) => {
      const cipher = createCipher(key)
      const plain = JSON.parse(JSON.stringify(value))
      assert.deepEqual(cipher.open(cipher.seal(plain, belongsTo), belongsTo), plain)
      assert.throws(() => cipher.open(cipher.seal(plain, belongsTo), `${belongsTo}.`))
    }),
  )
})

test('another key, a changed byte, a stranger’s bytes: refused', () => {
  const sealed = createCipher(key).seal({ password: 'x' }, 'channel:1')
  assert.throws(() => createCipher('ab'.repeat(32)).open(sealed, 'channel:1'), WrongKey)
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    assert.throws(() => createCipher(key).open(changed, 'channel:1'))
  }
  assert.throws(() => createCipher(key).open(Buffer.from('short'), 'channel:1'))
  assert.throws(() => createCipher('abc'))
})

test('the key is made once, private, and a damaged one is named', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'tertulia-key-'))
  try {
    const [one, other] = await Promise.all([
      readKey({ dataFolder, key: undefined }),
      readKey({ dataFolder, key: undefined }),
    ])
    assert.equal(one, other)
    assert.equal(await readKey({ dataFolder, key: undefined }), one)
    assert.equal((await stat(keyPath(dataFolder))).mode & 0o777, 0o600)
    assert.match(await readFile(keyPath(dataFolder), 'utf8'), /^[0-9a-f]{64}\n$/)
    await writeFile(keyPath(dataFolder), 'nonsense')
    await assert.rejects(readKey({ dataFolder, key: undefined }), /damaged/)
    assert.equal(await readKey({ dataFolder, key: key.toUpperCase() }), key)
  } finally {
    await rm(dataFolder, { recursive: true })
  }
})

test('a setting that cannot be used is named', () => {
  const named = (env: Record<string, string>, name: RegExp) =>
    assert.throws(
      () => readConfig(env),
      (error) => error instanceof ConfigError && name.test(error.message),
    )
  named({ PORT: 'many' }, /PORT/)
  named({ PUBLIC_URL: 'tertulia' }, /PUBLIC_URL/)
  named({ TERTULIA_KEY: '12' }, /TERTULIA_KEY.*64/)
  named({ DATABASE_URL: 'mysql://x/y' }, /DATABASE_URL/)
  named({ OIDC_ISSUER: 'https://id.example.org' }, /OIDC_CLIENT_ID/)
  named({ DATABASE_SCHEMA: 'a; drop' }, /DATABASE_SCHEMA/)
  const s3 = { S3_BUCKET: 'casa', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' }
  named({ FILES_IN: 'bucket' }, /FILES_IN.*S3_BUCKET/)
  named({ FILES_IN: 'cloud' }, /FILES_IN/)
  named({ S3_BUCKET: 'casa', S3_ACCESS_KEY_ID: 'a' }, /S3_SECRET_ACCESS_KEY/)
  named({ S3_ENDPOINT: 'https://s3.example.org' }, /S3_ENDPOINT.*S3_BUCKET/)
  named({ ...s3, S3_BUCKET: 'Casa/x' }, /S3_BUCKET/)
  named({ ...s3, S3_ENDPOINT: 'ftp://s3.example.org' }, /S3_ENDPOINT/)
  named({ ...s3, S3_ENDPOINT: 'https://s3.example.org/casa' }, /S3_ENDPOINT.*without path/)
  named({ ...s3, S3_ENDPOINT: 'https://u:p@s3.example.org' }, /S3_ENDPOINT/)
  named({ ...s3, S3_BUCKET: 'casa.example', S3_STYLE: 'host' }, /S3_STYLE/)
})

test('nothing given is a whole configuration, and an empty setting is none', () => {
  const config = readConfig({ PUBLIC_URL: 'https://example.org/', TRUST_PROXY: ' 10.0.0.1, ::1 ,', SMTP_URL: '' })
  assert.equal(config.port, 3300)
  assert.equal(config.publicUrl, 'https://example.org')
  assert.deepEqual(config.trustProxy, ['10.0.0.1', '::1'])
  assert.equal(config.smtpUrl, undefined)
  assert.deepEqual(config.files, { in: 'database', bucket: undefined })
  const s3 = { S3_BUCKET: 'casa', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' }
  assert.equal(readConfig(s3).files.in, 'bucket')
  assert.equal(readConfig({ ...s3, FILES_IN: 'database' }).files.in, 'database')
})
