import { z } from 'zod'

/** What devices answer, as browsers write it: https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON */
const bytes = z
  .string()
  .max(30_000)
  .regex(/^[\w-]+$/)
const credential = { id: bytes, rawId: bytes, type: z.literal('public-key') }

/** How the device is reached (`internal`, `usb`, …): given back to the browser as it came. */
const transports = z.array(z.string().max(50)).max(20).catch([])

/** A new passkey. */
export const newPasskeyAnswer = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports,
  }),
  clientExtensionResults: z.object({}).catch({}),
})

/** A passkey that is used. */
export const usedPasskeyAnswer = z.object({
  ...credential,
  response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes }),
  clientExtensionResults: z.object({}).catch({}),
})

export type NewPasskeyAnswer = z.infer<typeof newPasskeyAnswer>
export type UsedPasskeyAnswer = z.infer<typeof usedPasskeyAnswer>
