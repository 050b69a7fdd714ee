import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { type Ctx, done, type Env } from '../../core/web.ts'
import { words } from '../../lib/words.ts'
import { addPasskey, askForNewPasskey } from '../add-passkey.ts'
import { removePasskey, renamePasskey } from '../change-passkey.ts'
import { type Again, type Given, orAgain, parseGiven, readGiven, textOf } from '../form.ts'
import { partyHere } from '../passkey.ts'
import { newPasskeyAnswer } from '../passkey-answers.ts'
import { viewerOf } from '../policy.ts'
import { needProof, prove } from '../prove.ts'
import { relyingParty } from '../relying-party.ts'
import { idIn, type Pages } from './context.ts'

const named = z.object({ name: z.string().trim().min(1).max(100) })
const wrong = { name: 'access.short-name-wrong' }

/**
 * My passkeys, under `/me`, which asks for a session of a browser. Making and removing one needs proof that it is still me.
 * `page` draws my settings again, with what was refused.
 */
export function passkeyRoutes({ access }: Pages, page: (c: Ctx, again: Again) => Promise<unknown>): Hono<Env> {
  const { core } = access
  const routes = new Hono<Env>()

  routes.post('/me/passkeys/challenge', async (c) => {
    const session = needProof(c.var.session, core.clock)
    return c.json(await askForNewPasskey(core, partyHere(c.var.publicUrl), viewerOf(c), session))
  })

  routes.post('/me/passkeys', async (c) => {
    const session = needProof(c.var.session, core.clock)
    const given = await readGiven(c)
    const { name } = parseGiven(named, given, wrong)
    const answer = newPasskeyAnswer.safeParse(given.answer)
    if (!answer.success) throw new Refusal(422, words('access.passkey-not-added'))
    const me = viewerOf(c)
    const party = partyHere(c.var.publicUrl)
    const { id } = await addPasskey(core, party, me, session, { name, answer: answer.data })
    return c.json({ id, name, to: '/me?done=passkey-added#passkeys' }, 201)
  })

  routes.patch('/me/passkeys/:id', (c) =>
    deed(c, 'passkey-renamed', async (given) => {
      const { name } = parseGiven(named, given, wrong)
      await transaction(core.db, (tx) => renamePasskey(tx, viewerOf(c), idIn(c), name))
      return { id: idIn(c), name }
    }),
  )

  routes.delete('/me/passkeys/:id', (c) =>
    deed(c, 'passkey-removed', async () => {
      needProof(c.var.session, core.clock)
      const party = relyingParty(c.var.publicUrl)
      await transaction(core.db, (tx) => removePasskey(tx, core.config, party, viewerOf(c), idIn(c)))
      return { id: idIn(c), removed: true }
    }),
  )

  routes.put('/me/proof', (c) =>
    deed(c, 'proved', async (given) => {
      const { session } = c.var
      if (session) await prove(core, viewerOf(c), session, textOf(given, 'current'))
      return { proved: true }
    }),
  )

  const deed = (c: Ctx, did: string, work: (given: Given) => Promise<unknown>) =>
    orAgain(
      c,
      async (given) => done(c, await work(given), `/me?done=${did}#passkeys`),
      (again) => page(c, again),
    )

  return routes
}
