import { Hono } from 'hono'
import { z } from 'zod'
import { clientAddress, countTry, findOrganisation } from '../../access/index.ts'
import type { Core } from '../../core/core.ts'
import { transaction } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { createTranslator, type T } from '../../core/i18n/translator.ts'
import type { Ctx, Env } from '../../core/web.ts'
import { words as uiWords } from '../../ui/words.ts'
import { surveyPath } from './link.ts'
import { type Asked, findAsked, isOpen, mark } from './mark.ts'
import { allow, isRefused, refuse } from './refusal.ts'
import { AskedPage, ClosedPage } from './views/asked-page.tsx'
import { surveyWords } from './words.ts'
import { askedWords } from './words-asked.ts'

const spoken = createTranslator([askedWords, surveyWords, uiWords])

/** Five faces and two thousand characters, as a form writes them, need less. */
const mostBytes = 32_768

const answered = z.object({
  mark: z.coerce.number().int().min(1).max(5),
  words: z.string().max(20_000).optional(),
})

/**
 * What a customer opens who was asked how it went: without signing in, without cookies. To look never answers, since
 * networks fetch links to show what is behind them.
 */
export function askedRoutes(core: Core): Hono<Env> {
  const { db, clock } = core
  const routes = new Hono<Env>()

  // What is shown here is kept nowhere, and whoever presses or tries links very often waits.
  routes.use('/asked/*', async (c, next) => {
    c.header('x-robots-tag', 'noindex, nofollow')
    c.header('cache-control', 'no-store')
    return (c.req.method === 'GET' ? undefined : await slowed(c)) ?? next()
  })

  routes.get('/asked/:secret', async (c) => {
    const asked = await findAsked(db, c.req.param('secret'))
    return (asked ? undefined : await slowed(c)) ?? show(c, asked)
  })

  routes.post('/asked/:secret', async (c) => {
    const secret = c.req.param('secret')
    const asked = await findAsked(db, secret)
    if (!asked || !isOpen(asked, clock.now())) return show(c, asked)
    const given = answered.safeParse(await fieldsOf(c))
    if (!given.success) return show(c, asked, true)
    await transaction(db, (tx) => mark(tx, secret, given.data, clock.now()))
    return c.redirect(pageOf(c, secret), 303)
  })

  routes.post('/asked/:secret/refusal', async (c) => {
    const asked = await findAsked(db, c.req.param('secret'))
    if (!asked) return show(c, asked)
    await transaction(db, (tx) => refuse(tx, asked.personId))
    return c.redirect(pageOf(c, c.req.param('secret')), 303)
  })
  routes.delete('/asked/:secret/refusal', async (c) => {
    const asked = await findAsked(db, c.req.param('secret'))
    if (!asked) return show(c, asked)
    await transaction(db, (tx) => allow(tx, asked.personId))
    return c.redirect(pageOf(c, c.req.param('secret')), 303)
  })

  async function slowed(c: Ctx): Promise<Response | undefined> {
    try {
      await countTry(core, 'survey-from', clientAddress(c, core.config))
      return undefined
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      c.header('retry-after', String(error.retryAfterS ?? 60))
      return c.html(String(await closed(c, undefined, 'slow')), 429)
    }
  }

  async function show(c: Ctx, asked: Asked | undefined, isWrong = false): Promise<Response> {
    if (!asked) return c.html(String(await closed(c, asked, 'unknown')), 404)
    const t = await speak(c, asked)
    const organisation = await nameOf()
    const refused = await isRefused(db, asked.personId)
    if (!isOpen(asked, clock.now())) return c.html(String(await closed(c, asked, 'over')), 410)
    const secret = c.req.param('secret') ?? ''
    const page = <AskedPage {...{ t, organisation, secret, asked, isWrong }} isRefused={refused} />
    return c.html(String(await page), isWrong ? 422 : 200)
  }

  const closed = async (c: Ctx, asked: Asked | undefined, why: 'over' | 'unknown' | 'slow') => (
    <ClosedPage t={await speak(c, asked)} organisation={await nameOf()} why={why} />
  )

  const nameOf = async (): Promise<string> => (await findOrganisation(core))?.name ?? 'Tertulia'

  /** In the language they wrote in, unless they choose the other one. */
  async function speak(c: Ctx, asked: Asked | undefined): Promise<T> {
    const chosen = c.req.query('in')
    const language = chosen === 'es' || chosen === 'en' ? chosen : (asked?.language ?? c.var.t.language)
    return spoken.for(language === 'es' ? 'es' : 'en', (await findOrganisation(core))?.timeZone ?? 'UTC')
  }

  return routes
}

const pageOf = (c: Ctx, secret: string): string =>
  `${surveyPath(secret)}${c.req.query('in') ? `?in=${c.req.query('in') === 'es' ? 'es' : 'en'}` : ''}`

/** Nothing where it is no form, or longer than one can be. */
async function fieldsOf(c: Ctx): Promise<unknown> {
  const length = Number(c.req.header('content-length') ?? mostBytes)
  if (!(length < mostBytes)) return undefined
  return c.req.parseBody().catch(() => undefined)
}
