import { randomBytes } from 'node:crypto'
import type { App } from '../src/app.ts'
import { negotiate } from '../src/core/i18n/negotiate.ts'
import { signedIn } from '../test/cast.ts'
import { visitorKey } from './company.ts'
import { mailOf } from './found.ts'

/** The way in: whoever opens the printed link is signed in as the one person of the sample who does nothing by herself. */
export interface Door {
  /** `/sample/SECRET` */
  path: string
  fetch: App['fetch']
}

export async function createDoor(app: App): Promise<Door> {
  const path = `/sample/${randomBytes(9).toString('base64url')}`
  const visitor = await app.core.db
    .selectFrom('users')
    .select('id')
    .where('email', '=', mailOf(visitorKey))
    .executeTakeFirstOrThrow()
  return {
    path,
    fetch: (request, env) =>
      new URL(request.url).pathname === path ? letIn(app, visitor.id, request) : app.fetch(request, env),
  }
}

/** In the language of their browser, at the inbox. */
async function letIn(app: App, userId: string, request: Request): Promise<Response> {
  const language = negotiate(request.headers.get('accept-language') ?? undefined, app.translator.languages, 'es')
  await app.core.db.updateTable('users').set({ language }).where('id', '=', userId).execute()
  const address = app.core.config.publicUrl ?? ''
  const session = await signedIn(app.core, userId, address)
  const isSecure = address.startsWith('https:') ? '; Secure' : ''
  const cookie = `${session}; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000${isSecure}`
  return new Response(null, { status: 303, headers: { location: '/conversations', 'set-cookie': cookie } })
}
