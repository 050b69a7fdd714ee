import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { transaction } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { answer, type Ctx, done, type Env } from '../../core/web.ts'
import { words } from '../../lib/words.ts'
import { changePassword, changePreferences, endSession, signOutEverywhere } from '../change-me.ts'
import { passwordField, timeZoneField } from '../fields.ts'
import { blank, orAgain, parseGiven, textOf } from '../form.ts'
import { browserOf, findMe, type Me } from '../me.ts'
import { can, viewerOf } from '../policy.ts'
import { isProved, needProof } from '../prove.ts'
import { relyingParty } from '../relying-party.ts'
import { signOut } from '../sign-in.ts'
import { beginSecondFactor, confirmSecondFactor, endSecondFactor, makeBackupCodes, qrPicture } from '../two-factor.ts'
import { nameField, passwordOf } from '../user.ts'
import { MePage, type MeProps } from '../views/me-page.tsx'
import { CodesPage, ConfirmAgainPage, EnrolPage } from '../views/second-step-page.tsx'
import { idIn, type Pages } from './context.ts'
import { passkeyRoutes } from './passkeys.tsx'

/** My settings. They need a browser's session: a program with a token has none of these. */
export function meRoutes(pages: Pages): Hono<Env> {
  const { access, shellOf } = pages
  const { core, translator } = access
  const routes = new Hono<Env>()
  const preferences = z.object({
    name: nameField,
    language: z.enum(translator.languages),
    time_zone: timeZoneField,
    scheme: z.enum(['system', 'light', 'dark']),
    density: z.enum(['roomy', 'compact']),
    undo_seconds: z.coerce.number().pipe(z.literal([0, 10])),
  })

  routes.use('/me', can('read'), withSession)
  routes.use('/me/*', can('read'), withSession)

  routes.get('/me', async (c) => {
    const me = await findMe(core.db, viewerOf(c), c.var.session?.id)
    return answer(c, { json: () => present(me), html: () => mePage(c, {}) })
  })

  routes.patch('/me', (c) =>
    orAgain(
      c,
      async (given) => {
        const before = await findMe(core.db, viewerOf(c), undefined)
        const {
          time_zone: timeZone,
          undo_seconds: undoSeconds,
          ...rest
        } = parseGiven(preferences, { ...asGiven(before), ...given }, wrong)
        await transaction(core.db, (tx) => changePreferences(tx, viewerOf(c), { ...rest, timeZone, undoSeconds }))
        return done(c, present(await findMe(core.db, viewerOf(c), c.var.session?.id)), '/me?done=saved')
      },
      (again) => mePage(c, { again: { form: 'profile', again } }),
    ),
  )

  routes.put('/me/password', (c) =>
    orAgain(
      c,
      async (given) => {
        const schema = z.object({ current: z.string().max(1000).default(''), password: passwordField })
        const asked = parseGiven(schema, given, { password: 'access.password-short' })
        // A first password is a new way in, and there is none to ask for.
        if (!(await passwordOf(core.db, viewerOf(c).id))) needProof(c.var.session, core.clock)
        await changePassword(core, viewerOf(c), asked, c.var.session?.id ?? '')
        return done(c, { changed: true }, '/me?done=password')
      },
      (again) => mePage(c, { again: { form: 'password', again } }),
    ),
  )

  routes.post('/me/second-step', (c) =>
    orAgain(
      c,
      async (given) => {
        const enrolment = await beginSecondFactor(c, access, viewerOf(c), textOf(given, 'password'))
        const picture = await qrPicture(enrolment.uri)
        return answer(c, {
          json: () => ({ uri: enrolment.uri, key: enrolment.key, backup_codes: enrolment.backupCodes }),
          html: async () => (
            <EnrolPage shell={await shellOf(c)} again={blank} enrolment={enrolment} picture={picture} />
          ),
          status: 201,
        })
      },
      (again) => mePage(c, { again: { form: 'second-step', again } }),
    ),
  )

  routes.put('/me/second-step', (c) =>
    orAgain(
      c,
      async (given) => {
        await confirmSecondFactor(c, access, viewerOf(c), textOf(given, 'code'))
        return done(c, { second_step: true }, '/me?done=second-step-on')
      },
      async (again) => <ConfirmAgainPage shell={await shellOf(c)} again={again} />,
    ),
  )

  routes.delete('/me/second-step', (c) =>
    orAgain(
      c,
      async (given) => {
        await endSecondFactor(c, access, viewerOf(c), textOf(given, 'password'))
        return done(c, { second_step: false }, '/me?done=second-step-off')
      },
      (again) => mePage(c, { again: { form: 'second-step', again } }),
    ),
  )

  routes.post('/me/second-step/backup-codes', (c) =>
    orAgain(
      c,
      async (given) => {
        const codes = await makeBackupCodes(c, access, viewerOf(c), textOf(given, 'password'))
        return answer(c, {
          json: () => ({ backup_codes: codes }),
          html: async () => <CodesPage shell={await shellOf(c)} codes={codes} />,
          status: 201,
        })
      },
      (again) => mePage(c, { again: { form: 'second-step', again } }),
    ),
  )

  const passkeys = passkeyRoutes(pages, (c, again) => mePage(c, { again: { form: 'passkeys', again } }))
  routes.route('/', passkeys)

  routes.delete('/me/sessions', async (c) => {
    await transaction(core.db, (tx) => signOutEverywhere(tx, viewerOf(c)))
    await signOut(c, access)
    return done(c, { signed_in: false }, '/sign-in')
  })

  routes.delete('/me/sessions/:id', async (c) => {
    await transaction(core.db, (tx) => endSession(tx, viewerOf(c), idIn(c)))
    return done(c, present(await findMe(core.db, viewerOf(c), c.var.session?.id)), '/me')
  })

  async function mePage(c: Ctx, more: Pick<MeProps, 'again'>) {
    const me = await findMe(core.db, viewerOf(c), c.var.session?.id)
    const did = dones.find((one) => one === c.req.query('done'))
    return (
      <MePage
        shell={await shellOf(c)}
        me={me}
        languages={translator.languages}
        party={relyingParty(c.var.publicUrl)}
        proved={c.var.session !== undefined && isProved(c.var.session, core.clock)}
        proposal={proposalFor(c)}
        done={did && `access.done-${did}`}
        {...more}
      />
    )
  }

  return routes
}

const dones = [
  'saved',
  'password',
  'second-step-on',
  'second-step-off',
  'passkey-added',
  'passkey-renamed',
  'passkey-removed',
  'proved',
] as const

/** What a passkey made here may be called. */
function proposalFor(c: Ctx): string {
  const browser = browserOf(c.req.header('user-agent') ?? '')
  if (!browser) return c.var.t('access.passkey')
  return c.var.t('access.browser-on', { browser: browser.name, system: browser.system })
}

const withSession = createMiddleware<Env>(async (c, next) => {
  if (!c.var.session) throw new Refusal(403, words('access.needs-browser'))
  return next()
})

const wrong = {
  name: 'access.name-wrong',
  language: 'access.language-wrong',
  time_zone: 'access.time-zone-wrong',
}

const asGiven = ({ name, language, timeZone, scheme, density, undoSeconds }: Me) => ({
  name,
  language,
  time_zone: timeZone,
  scheme,
  density,
  undo_seconds: undoSeconds,
})

const present = (me: Me) => ({
  id: me.id,
  email: me.email,
  role: me.role,
  ...asGiven(me),
  second_step: me.secondStep,
  passkeys: me.passkeys.map(({ id, name, host, madeAt, usedAt }) => ({
    id,
    name,
    host,
    created_at: madeAt,
    last_used_at: usedAt ?? null,
  })),
  sessions: me.sessions.map(({ id, isThis, address, browser, since }) => ({
    id,
    this: isThis,
    address: address ?? null,
    browser: browser ? `${browser.name}, ${browser.system}` : null,
    since,
  })),
})
