import type { ColumnType } from 'kysely'
import type { Filled } from '../core/tables.ts'
import type { Role } from './policy.ts'

export interface UserTable {
  id: string
  name: string
  email: string
  email_verified: Filled<boolean>
  image: string | null
  two_factor_enabled: Filled<boolean>
  role: Role
  language: Filled<string>
  time_zone: Filled<string>
  scheme: Filled<'light' | 'dark' | 'system'>
  density: Filled<'roomy' | 'compact'>
  undo_seconds: Filled<0 | 10>
  deactivated_at: Date | null
  created_at: Filled<Date>
  updated_at: Filled<Date>
}

export interface TeamTable {
  id: string
  name: string
  created_at: Filled<Date>
}

export interface TeamMemberTable {
  team_id: string
  user_id: string
  added_at: Filled<Date>
}

export interface SessionTable {
  id: string
  token: string
  user_id: string
  expires_at: Date
  ip_address: string | null
  user_agent: string | null
  /** When it was last certain whose it is. */
  proved_at: Filled<Date>
  created_at: Filled<Date>
  updated_at: Filled<Date>
}

export interface PasskeyTable {
  id: string
  user_id: string
  name: string
  host: string
  credential_id: string
  public_key: Buffer
  counter: ColumnType<string | number, number, number>
  transports: string[]
  made_at: Filled<Date>
  last_used_at: Date | null
}

export interface SignInTable {
  id: string
  account_id: string
  provider_id: string
  user_id: string
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: Date | null
  refresh_token_expires_at: Date | null
  scope: string | null
  /** scrypt, in better-auth's own writing. */
  password: string | null
  created_at: Filled<Date>
  updated_at: Filled<Date>
}

export interface VerificationTable {
  id: string
  identifier: string
  value: string
  expires_at: Date
  created_at: Filled<Date>
  updated_at: Filled<Date>
}

export interface TwoFactorTable {
  id: string
  secret: string
  backup_codes: string
  user_id: string
  verified: boolean | null
  failed_verification_count: number | null
  locked_until: Date | null
}

export interface SignInSecretTable {
  key_id: Buffer
  sealed: Buffer
  sealed_at: Filled<Date>
}

export interface InvitationTable {
  id: string
  email: string
  role: Role
  team_id: string | null
  secret_hash: Buffer
  invited_by: string | null
  invited_at: Filled<Date>
  expires_at: Date
  accepted_by: string | null
  accepted_at: Date | null
  revoked_by: string | null
  revoked_at: Date | null
}

export interface SetupLinkTable {
  id: string
  secret_hash: Buffer
  sealed: Buffer
  made_at: Filled<Date>
  expires_at: Date
  used_by: string | null
  used_at: Date | null
}

export interface PasswordLinkTable {
  id: string
  user_id: string
  secret_hash: Buffer
  made_at: Filled<Date>
  expires_at: Date
  used_at: Date | null
}

export interface ApiTokenTable {
  id: string
  user_id: string
  name: string
  hash: Buffer
  scopes: ColumnType<string[], string[], string[]>
  created_at: Filled<Date>
  last_used_at: Date | null
  revoked_by: string | null
  revoked_at: Date | null
}

export interface RateLimitTable {
  key: Buffer
  tries: number
  began_at: Date
  ends_at: Date
}

declare module '../core/tables.ts' {
  interface Tables {
    users: UserTable
    teams: TeamTable
    team_members: TeamMemberTable
    sessions: SessionTable
    passkeys: PasskeyTable
    sign_ins: SignInTable
    verifications: VerificationTable
    two_factors: TwoFactorTable
    sign_in_secrets: SignInSecretTable
    invitations: InvitationTable
    setup_links: SetupLinkTable
    password_links: PasswordLinkTable
    api_tokens: ApiTokenTable
    rate_limits: RateLimitTable
  }
}
