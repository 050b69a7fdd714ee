import { Hono } from 'hono'
import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { leadingElsewhere } from '../../core/headers.ts'
import { answer, type Ctx, done, type Env, wantsJson } from '../../core/web.ts'
import { words } from '../../lib/words.ts'
import type { Access } from '../access.ts'
import { clientAddress, requestOrigin } from '../client-address.ts'
import { addressField, isExposed, passwordField, timeZoneField } from '../fields.ts'
import { type Again, blank, type Given, orAgain, parseGiven } from '../form.ts'
import { checkSetupLink, found } from '../found.ts'
import { countTry } from '../rate-limit.ts'
import { signIn } from '../sign-in.ts'
import { timeZoneScript, timeZoneScriptPath } from '../time-zone-script.ts'
import { emailField, nameField } from '../user.ts'
import { DeadLinkPage } from '../views/join-page.tsx'
import { SetUpPage } from '../views/set-up-page.tsx'

/** The first quarter of an hour: the link that the start printed. */
export function setUpRoutes(access: Access): Hono<Env> {
  const { core } = access
  const routes = new Hono<Env>()

  routes.get(timeZoneScriptPath, (c) =>
    c.body(timeZoneScript, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'max-age=3600' }),
  )

  // Anybody who has the link.
  routes.get('/set-up/:secret', async (c) => {
    const dead = await refusalOf(c, access)
    if (dead) return deadLink(c, 'access.set-up', dead)
    return answer(c, { json: () => ({ languages: access.translator.languages }), html: () => page(c, access, blank) })
  })

  routes.post('/set-up/:secret', async (c) => {
    const dead = await refusalOf(c, access)
    if (dead) return deadLink(c, 'access.set-up-done-title', dead)
    return orAgain(
      c,
      async (given) => {
        const beginning = parseBeginning(access, given)
        await found(core, c.req.param('secret'), beginning)
        access.organisationChanged()
        return enter(c, access, beginning)
      },
      (again) => page(c, access, again),
    )
  })

  return routes
}

async function enter(c: Ctx, access: Access, given: { email: string; password: string; publicUrl: string }) {
  const asked = requestOrigin(c, access.core.config)
  // A cookie given here would not be sent there.
  if (given.publicUrl !== asked) return done(c, { public_url: given.publicUrl }, `${given.publicUrl}/sign-in`, 201)
  c.set('publicUrl', given.publicUrl)
  await signIn(c, access, given)
  return done(c, { public_url: given.publicUrl }, '/', 201)
}

async function page(c: Ctx, { core, translator }: Access, again: Again) {
  // Its answer may lead to another address of the house.
  c.header('content-security-policy', leadingElsewhere)
  return (
    <SetUpPage
      t={c.var.t}
      again={again}
      secret={c.req.param('secret') ?? ''}
      languages={translator.languages}
      asked={requestOrigin(c, core.config)}
      fixed={core.config.publicUrl}
    />
  )
}

function parseBeginning({ core, translator }: Access, given: Given) {
  const schema = z.object({
    language: z.enum(translator.languages),
    time_zone: timeZoneField,
    organisation: nameField,
    public_url: core.config.publicUrl ? z.unknown().optional() : addressField,
    insecure: z.unknown().optional(),
    name: nameField,
    email: emailField,
    password: passwordField,
  })
  const { time_zone, public_url, insecure, ...rest } = parseGiven(schema, given, wrong)
  const publicUrl = core.config.publicUrl ?? String(public_url)
  if (!core.config.publicUrl) refuseExposed(publicUrl, insecure)
  return { ...rest, timeZone: time_zone, publicUrl }
}

/** Sending passwords in the clear needs somebody who says they know. */
export function refuseExposed(publicUrl: string, insecure: unknown): void {
  if (!isExposed(publicUrl) || insecure === '1' || insecure === true) return
  const said = words('access.address-insecure')
  throw new Refusal(422, said, { fields: { public_url: said } })
}

const wrong = {
  language: 'access.language-wrong',
  time_zone: 'access.time-zone-wrong',
  organisation: 'access.name-wrong',
  public_url: 'access.address-wrong',
  name: 'access.name-wrong',
  email: 'access.email-wrong',
  password: 'access.password-short',
}

/** Why the link leads nowhere. Tries are counted only then: nobody else guesses. */
async function refusalOf(c: Ctx, { core }: Access): Promise<Refusal | undefined> {
  try {
    await checkSetupLink(core, c.req.param('secret') ?? '')
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await countTry(core, 'set-up-from', clientAddress(c, core.config))
    return error
  }
}

/** A page for people, the refusal for programs. */
export async function deadLink(c: Ctx, title: string, refusal: Refusal): Promise<Response> {
  if (wantsJson(c)) throw refusal
  const { t } = c.var
  return c.html(String(await (<DeadLinkPage t={t} title={t(title)} said={t.words(refusal.words)} />)), refusal.status)
}
