import type { Core } from '../core/core.ts'
import type { Translator } from '../core/i18n/translator.ts'
import { type Auth, authsByAddress } from './auth.ts'
import { type Organisation, organisationReader } from './organisation.ts'
import { readSignInSecret } from './sign-in-secret.ts'

/** How letters leave, when the installation can send them. */
export interface Mailer {
  isOn(): Promise<boolean>
  send(letter: { to: string; subject: string; text: string; html?: string }): Promise<void>
}

/** What the routes and the middleware of this room share; made once by the wiring. */
export interface Access {
  core: Core
  translator: Translator
  mailer: Mailer | undefined
  /** Undefined until the set-up is done. */
  organisation(): Promise<Organisation | undefined>
  /** The address people reach us at; undefined before the set-up, unless PUBLIC_URL says it. */
  publicUrl(): Promise<string | undefined>
  /** Called by whoever changes the organisation's row. */
  organisationChanged(): void
  /** better-auth for the address people reach us at; `asked` stands in before the set-up. */
  auth(asked: string): Promise<Auth>
  /** The same with the organisation's identity provider, whose address is asked for when it is first needed. */
  authWithProvider(asked: string): Promise<Auth>
  /** What signs our cookies. */
  secret(): Promise<string>
}

export interface AccessOptions {
  translator: Translator
  mailer?: Mailer
}

/** Nothing is asked of the database until the first request. */
export function createAccess(core: Core, { translator, mailer }: AccessOptions): Access {
  const reader = organisationReader(core)
  const publicUrl = async () => core.config.publicUrl ?? (await reader.read())?.publicUrl
  const secret = once(() => readSignInSecret(core.db, core.cipher))
  const auths = authsByAddress(core, secret)
  return {
    core,
    translator,
    mailer,
    organisation: reader.read,
    publicUrl,
    organisationChanged: reader.forget,
    auth: async (asked) => auths((await publicUrl()) ?? asked, false),
    authWithProvider: async (asked) => auths((await publicUrl()) ?? asked, true),
    secret,
  }
}

/** Asks once; a failure is not remembered. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined
  return () => {
    asked ??= ask().catch((error) => {
      asked = undefined
      throw error
    })
    return asked
  }
}
