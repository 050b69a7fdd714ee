import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { Refusal } from '../core/errors.ts'
import { negotiate } from '../core/i18n/negotiate.ts'
import type { Env, Viewer } from '../core/web.ts'
import { words } from '../lib/words.ts'
import type { Access } from './access.ts'
import { clientAddress, requestOrigin } from './client-address.ts'
import { forwardCookies, sessionTokenIn, signInHeaders } from './cookies.ts'
import { countTry } from './rate-limit.ts'
import { type Session, viewerOfSession, viewerOfToken } from './viewer.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** The browser's session; undefined for a program with a token, and for nobody. */
    session: Session | undefined
  }
}

/**
 * Says who is there, in which language to answer them, and the address we are reached at. Nothing is remembered between
 * requests, so a role that changed or a person who left is noticed at the next one.
 */
export const whoIsThere = (access: Access) =>
  createMiddleware<Env>(async (c, next) => {
    const asked = requestOrigin(c, access.core.config)
    const publicUrl = (await access.publicUrl()) ?? asked
    c.set('publicUrl', publicUrl)
    const found = (await byToken(c, access)) ?? (await bySession(c, access, publicUrl))
    c.set('viewer', found?.viewer)
    c.set('session', found?.session)
    c.set('t', await speak(c, access, found))
    if (found?.session) await slide(c, access, found.session, publicUrl)
    return next()
  })

type Found = { viewer: Viewer; session: Session | undefined }

/** Programs speak to `/api/`, with a token in the Authorization header; one that is not ours is refused. */
async function byToken(c: Context, access: Access): Promise<Found | undefined> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  if (!bearer || !c.req.path.startsWith('/api/')) return undefined
  const viewer = await viewerOfToken(access.core, bearer)
  if (viewer) return { viewer, session: undefined }
  // The refusal must be told in some language before anybody is known.
  c.set('t', await speak(c, access, undefined))
  await countTry(access.core, 'token-from', clientAddress(c, access.core.config))
  throw new Refusal(401, words('access.token-unknown'))
}

async function bySession(c: Context, access: Access, publicUrl: string): Promise<Found | undefined> {
  if (!c.req.header('cookie')) return undefined
  const token = sessionTokenIn(c, publicUrl, await access.secret())
  return token === undefined ? undefined : viewerOfSession(access.core, token)
}

/** A person is answered in their own language, a program in the one it asks for; whoever asks for none, in the house's. */
async function speak(c: Context, access: Access, found: Found | undefined) {
  if (found?.session) return access.translator.for(found.viewer.language, found.viewer.timeZone)
  const organisation = await access.organisation()
  const { languages } = access.translator
  const chosen = languages.find((language) => language === c.req.query('language'))
  const header = c.req.header('accept-language')
  const language = chosen ?? negotiate(header, languages, organisation?.language ?? 'en')
  return access.translator.for(language, found?.viewer.timeZone ?? organisation?.timeZone ?? 'UTC')
}

const slideAfterMs = 86_400_000

/** Once a day a session in use is given thirty more days; better-auth does it and renews the cookie. */
async function slide(c: Context, access: Access, session: Session, publicUrl: string): Promise<void> {
  if (Date.now() - session.updatedAt.getTime() < slideAfterMs) return
  const auth = await access.auth(publicUrl)
  const { headers } = await auth.api.getSession({ headers: signInHeaders(c, access), returnHeaders: true })
  forwardCookies(c, headers)
}
