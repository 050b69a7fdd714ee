/** better-auth's names for things, and ours. `auth-tables.test.ts` holds the migration against its generator. */
const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

export const user = {
  modelName: 'users',
  fields: { ...times, emailVerified: 'email_verified' },
  additionalFields: {
    role: { type: 'string', input: false },
    language: { type: 'string', input: false },
    timeZone: { type: 'string', input: false, fieldName: 'time_zone' },
  },
} as const

export const session = {
  modelName: 'sessions',
  fields: { ...times, userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent' },
} as const

export const account = {
  modelName: 'sign_ins',
  fields: {
    ...times,
    accountId: 'account_id',
    providerId: 'provider_id',
    userId: 'user_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
  },
  // Whoever we invited is whom the organisation's provider says; it must have verified the address.
  accountLinking: { enabled: true, trustedProviders: [], requireLocalEmailVerified: false },
}

export const verification = {
  modelName: 'verifications',
  fields: { ...times, expiresAt: 'expires_at' },
} as const

export const twoFactorSchema = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'two_factors',
    fields: {
      userId: 'user_id',
      backupCodes: 'backup_codes',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
} as const

// Its own limits guard its HTTP interface, which is closed; ours are in `rate-limit.ts`.
export const rateLimit = { enabled: false }
