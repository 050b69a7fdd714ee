import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { leadingElsewhere } from '../../core/headers.ts'
import { answer, type Ctx, done, type Env } from '../../core/web.ts'
import { words } from '../../lib/words.ts'
import { changeOrganisation } from '../change-organisation.ts'
import { addressField, timeZoneField } from '../fields.ts'
import { type Again, blank, type Given, orAgain, parseGiven } from '../form.ts'
import { findOrganisation, type Organisation } from '../organisation.ts'
import { countPasskeyHolders } from '../passkey.ts'
import { can, viewerOf } from '../policy.ts'
import { nameField } from '../user.ts'
import { OrganisationPage } from '../views/organisation-page.tsx'
import { houseOf, type Pages } from './context.ts'
import { refuseExposed } from './set-up.tsx'

const path = '/settings/organisation'

/** What the organisation is called, and where it is reached. */
export function organisationRoutes(pages: Pages): Hono<Env> {
  const { access } = pages
  const { core, translator } = access
  const routes = new Hono<Env>()

  routes.get(path, can('settings'), async (c) => {
    const organisation = await known()
    return answer(c, { json: () => present(organisation), html: () => page(c, organisation, blank) })
  })

  routes.put(path, can('settings'), (c) =>
    orAgain(
      c,
      async (given) => {
        const before = await known()
        const change = parseChange(before, given)
        await transaction(core.db, (tx) => changeOrganisation(tx, change, viewerOf(c)))
        access.organisationChanged()
        const moved = change.publicUrl !== before.publicUrl
        return done(c, present(change), moved ? `${change.publicUrl}/sign-in` : `${path}?done=saved`)
      },
      async (again) => page(c, await known(), again),
    ),
  )

  async function known(): Promise<Organisation> {
    const organisation = await findOrganisation(core)
    if (!organisation) throw new Refusal(409, words('access.set-up-first'))
    return organisation
  }

  function parseChange(before: Organisation, given: Given): Organisation {
    const fixed = core.config.publicUrl
    const schema = z.object({
      name: nameField,
      language: z.enum(translator.languages),
      time_zone: timeZoneField,
      public_url: fixed ? z.unknown().optional() : addressField,
      insecure: z.unknown().optional(),
    })
    const { name, language, time_zone, public_url, insecure } = parseGiven(
      schema,
      { ...present(before), ...given },
      wrong,
    )
    const publicUrl = fixed ?? String(public_url)
    if (publicUrl !== before.publicUrl) refuseExposed(publicUrl, insecure)
    return { name, language, timeZone: time_zone, publicUrl }
  }

  async function page(c: Ctx, organisation: Organisation, again: Again) {
    c.header('content-security-policy', leadingElsewhere) // A new address is gone to at once.
    return (
      <OrganisationPage
        {...(await houseOf(c, pages))}
        organisation={organisation}
        again={again}
        languages={translator.languages}
        fixed={core.config.publicUrl}
        holders={await countPasskeyHolders(core.db, new URL(organisation.publicUrl).hostname)}
        isSaved={c.req.query('done') === 'saved'}
      />
    )
  }

  return routes
}

const wrong = {
  name: 'access.name-wrong',
  language: 'access.language-wrong',
  time_zone: 'access.time-zone-wrong',
  public_url: 'access.address-wrong',
}

const present = ({ name, language, timeZone, publicUrl }: Organisation) => ({
  name,
  language,
  time_zone: timeZone,
  public_url: publicUrl,
})
