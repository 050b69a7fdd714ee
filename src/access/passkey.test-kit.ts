import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

interface Asked {
  challenge: string
}

interface How {
  origin?: string
  host?: string
  /** Whether it has seen a fingerprint, a face or a PIN. */
  verified?: boolean
  /** What its counter says after this use. */
  counter?: number
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()
const base64url = (data: Buffer | string) => Buffer.from(data).toString('base64url')
const present = 0x01
const verifiedFlag = 0x04
const withKey = 0x40

/**
 * Somebody's device with one passkey, in a few lines: an ES256 key and what it signs.
 * https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data
 */
export function device(defaults: How = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  const client = (type: string, asked: Asked, { origin = 'http://localhost' }: How) =>
    Buffer.from(JSON.stringify({ type, challenge: asked.challenge, origin, crossOrigin: false }))
  const data = ({ host = 'localhost', verified = true, counter = 0 }: How, flags: number, more = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(host), Buffer.from([flags | present | (verified ? verifiedFlag : 0)]), count, more])
  }
  const credential = { id: base64url(id), rawId: base64url(id), type: 'public-key', clientExtensionResults: {} }

  /** Answers a question for a new passkey. */
  function make(asked: Asked, how: How = {}) {
    const set = { ...defaults, ...how }
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    const cose = ['a5010203262001215820', Buffer.from(x, 'base64url'), '225820', Buffer.from(y, 'base64url')]
    const length = Buffer.from([0, id.length])
    const key = Buffer.concat([Buffer.alloc(16), length, id, ...cose.map((part) => hex(part))])
    const authData = data(set, withKey, key)
    const attestationObject = Buffer.concat([
      hex('a363666d74646e6f6e656761747453746d74a068617574684461746158'),
      Buffer.from([authData.length]),
      authData,
    ])
    const clientDataJSON = base64url(client('webauthn.create', asked, set))
    const response = {
      clientDataJSON,
      attestationObject: base64url(attestationObject),
      transports: ['internal', 'new'],
    }
    return { ...credential, response }
  }

  /** Answers a question at the door. */
  function use(asked: Asked, how: How = {}) {
    const set = { ...defaults, ...how }
    const clientData = client('webauthn.get', asked, set)
    const authData = data(set, 0)
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), privateKey)
    const response = {
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authData),
      signature: base64url(signature),
    }
    return { ...credential, response }
  }

  return { make, use }
}

const hex = (part: string | Buffer): Buffer => (typeof part === 'string' ? Buffer.from(part, 'hex') : part)
