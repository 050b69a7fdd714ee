import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

/** Lets better-auth begin a session for somebody whom we have recognised ourselves. It has no address. */
export const provenSignIn = () =>
  ({
    id: 'proven-sign-in',
    endpoints: {
      signInProven: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ userId: z.string() }) },
        async (ctx) => {
          const { internalAdapter } = ctx.context
          const user = await internalAdapter.findUserById(ctx.body.userId)
          const session = user && (await internalAdapter.createSession(user.id))
          if (!session) throw new APIError('UNAUTHORIZED', { code: 'INVALID_EMAIL_OR_PASSWORD' })
          await setSessionCookie(ctx, { session, user })
          return { userId: user.id }
        },
      ),
    },
  }) satisfies BetterAuthPlugin
