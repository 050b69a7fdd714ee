import { APIError } from 'better-auth/api'
import type { Core } from '../core/core.ts'
import { transaction } from '../core/database.ts'
import { joinByEmail, openInvitation } from './accept-invitation.ts'
import { findOrganisation } from './organisation.ts'

/** What better-auth asks us before it writes, when somebody comes by the organisation's identity provider. */
export const authHooks = (core: Core) => ({
  user: {
    create: {
      before: async (user: { email: string; emailVerified: boolean; name?: string }) => {
        const invitation = user.emailVerified && (await openInvitation(core, user.email.toLowerCase()))
        if (!invitation) throw new APIError('FORBIDDEN', { code: 'not_invited', message: 'not_invited' })
        const organisation = await findOrganisation(core)
        const { language = 'en', timeZone = 'UTC' } = organisation ?? {}
        const name = (user.name?.trim() || user.email.split('@')[0] || user.email).slice(0, 200)
        return { data: { name, role: invitation.role, language, timeZone } }
      },
      // After its transaction, not in it: a process that dies between leaves work for `repairInvitations`.
      after: (user: { id: string; email: string }) =>
        transaction(core.db, (tx) => joinByEmail(tx, core.clock, user)).then(() => undefined),
    },
  },
  account: {
    // Signing in is all we ask of the provider, so its tokens are not kept.
    create: { before: async () => ({ data: withoutTokens }) },
    update: { before: async () => ({ data: withoutTokens }) },
  },
  session: {
    create: {
      before: async (session: { userId: string }) => {
        const left = await core.db
          .selectFrom('users')
          .select('id')
          .where('id', '=', session.userId)
          .where('deactivated_at', 'is not', null)
          .executeTakeFirst()
        if (left) throw new APIError('FORBIDDEN', { code: 'deactivated', message: 'deactivated' })
      },
    },
  },
})

const withoutTokens = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
}
