import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../core/database.ts'
import { answer, type Ctx, done, type Env } from '../../core/web.ts'
import { addToken } from '../create-token.ts'
import { type Again, blank, chosen, orAgain, parseGiven } from '../form.ts'
import { listTokens, type TokenEntry } from '../list-tokens.ts'
import { can, viewerOf } from '../policy.ts'
import { revokeToken } from '../revoke-token.ts'
import { TokenPage, TokensPage } from '../views/tokens-page.tsx'
import { houseOf, idIn, type Pages } from './context.ts'

const wanted = z.object({ name: z.string().trim().min(1).max(100), scopes: chosen.pipe(z.array(z.string()).min(1)) })
const wrong = { name: 'access.short-name-wrong', scopes: 'access.scopes-none' }

/** The keys that programs use the API with. */
export function tokenRoutes(pages: Pages): Hono<Env> {
  const { core } = pages.access
  const routes = new Hono<Env>()

  routes.get('/tokens', can('tokens'), (c) =>
    answer(c, {
      json: async () => ({ tokens: (await listTokens(core.db, viewerOf(c))).map(present) }),
      html: () => tokensPage(c, blank),
    }),
  )

  routes.post('/tokens', can('tokens'), (c) =>
    orAgain(
      c,
      async (given) => {
        const asked = parseGiven(wanted, given, wrong)
        const { id, token } = await transaction(core.db, (tx) => addToken(tx, asked, viewerOf(c)))
        return answer(c, {
          json: () => ({ id, name: asked.name, token }),
          html: async () => <TokenPage {...(await houseOf(c, pages))} name={asked.name} token={token} />,
          status: 201,
        })
      },
      (again) => tokensPage(c, again),
    ),
  )

  routes.delete('/tokens/:id', can('tokens'), async (c) => {
    await transaction(core.db, (tx) => revokeToken(tx, core.clock, idIn(c), viewerOf(c)))
    return done(c, { id: idIn(c), revoked: true }, '/tokens')
  })

  const tokensPage = async (c: Ctx, again: Again) => (
    <TokensPage {...(await houseOf(c, pages))} tokens={await listTokens(core.db, viewerOf(c))} again={again} />
  )

  return routes
}

const present = ({ id, name, scopes, of, madeAt, usedAt, revokedAt }: TokenEntry) => ({
  id,
  name,
  scopes,
  of,
  created_at: madeAt,
  last_used_at: usedAt ?? null,
  revoked_at: revokedAt ?? null,
})
