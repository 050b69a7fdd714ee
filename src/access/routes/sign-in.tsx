import { Hono } from 'hono'
import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { leadingElsewhere } from '../../core/headers.ts'
import { answer, type Ctx, done, type Env } from '../../core/web.ts'
import { words } from '../../lib/words.ts'
import type { Access } from '../access.ts'
import { provider as providerId } from '../auth.ts'
import { type Again, blank, orAgain, parseGiven, readGiven, textOf } from '../form.ts'
import { usedPasskeyAnswer } from '../passkey-answers.ts'
import { backFromProvider, goToProvider, providerName, providerRefusal } from '../provider.ts'
import { relyingParty } from '../relying-party.ts'
import { signIn, signInWithCode, signOut } from '../sign-in.ts'
import { askForPasskey, signInWithPasskey } from '../sign-in-with-passkey.ts'
import { SecondStepPage, SignInPage } from '../views/sign-in-page.tsx'
import { wayBack } from '../way-back.ts'

const credentials = z.object({ email: z.string().trim().toLowerCase().max(320), password: z.string().max(1000) })
const step = z.object({ code: z.string().max(40) })

/** The door: password, second step, the organisation's provider, and out again. Anybody may knock. */
export function signInRoutes(access: Access): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/sign-in', async (c) => {
    const back = wayBack(c.req.query('back'))
    if (c.var.viewer) return c.redirect(back, 303)
    const refused = providerRefusal(c.req.query('error'))
    const again = refused ? { ...blank, message: c.var.t(refused) } : blank
    return answer(c, {
      json: () => ({ provider: providerName(access) ?? null }),
      html: () => signInPage(c, access, again, back),
    })
  })

  routes.post('/sign-in', (c) =>
    orAgain(
      c,
      async (given) => {
        const back = wayBack(given.back)
        const asked = parseGiven(credentials, given, { email: 'access.email-wrong', password: 'access.sign-in-wrong' })
        if ((await signIn(c, access, asked)) === 'in') return done(c, { signed_in: true }, back)
        return done(c, { second_step: true }, `/sign-in/second-step?back=${encodeURIComponent(back)}`, 202)
      },
      (again) => signInPage(c, access, again, wayBack(again.values.back)),
    ),
  )

  routes.get('/sign-in/second-step', async (c) =>
    c.html(String(await stepPage(c, access, blank, wayBack(c.req.query('back'))))),
  )

  routes.post('/sign-in/second-step', (c) =>
    orAgain(
      c,
      async (given) => {
        await signInWithCode(c, access, parseGiven(step, given, { code: 'access.code-wrong' }).code)
        return done(c, { signed_in: true }, wayBack(given.back))
      },
      (again) => stepPage(c, access, again, wayBack(again.values.back)),
    ),
  )

  routes.post('/sign-in/passkey/challenge', async (c) => c.json(await askForPasskey(c, access)))

  routes.post('/sign-in/passkey', async (c) => {
    const given = await readGiven(c)
    const answer = usedPasskeyAnswer.safeParse(given.answer)
    if (!answer.success) throw new Refusal(422, words('access.passkey-refused'))
    await signInWithPasskey(c, access, answer.data)
    return c.json({ signed_in: true, to: wayBack(given.back) })
  })

  routes.post('/sign-in/provider', async (c) => goToProvider(c, access, textOf(await readGiven(c), 'back')))
  routes.get(`/sign-in/callback/${providerId}`, (c) => backFromProvider(c, access))

  routes.post('/sign-out', async (c) => {
    await signOut(c, access)
    return done(c, { signed_in: false }, '/sign-in')
  })

  return routes
}

async function signInPage(c: Ctx, access: Access, again: Again, back: string) {
  const provider = providerName(access)
  if (provider) c.header('content-security-policy', leadingElsewhere)
  return (
    <SignInPage
      t={c.var.t}
      again={again}
      languages={access.translator.languages}
      organisation={(await access.organisation())?.name}
      back={back}
      provider={provider}
      party={relyingParty(c.var.publicUrl)}
    />
  )
}

const stepPage = async (c: Ctx, access: Access, again: Again, back: string) => (
  <SecondStepPage t={c.var.t} again={again} organisation={(await access.organisation())?.name} back={back} />
)
