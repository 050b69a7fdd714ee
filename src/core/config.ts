import { resolve } from 'node:path'
import { z } from 'zod'
import { root } from './root.ts'

const flag = z.enum(['0', '1', 'true', 'false', '']).transform((text) => text === '1' || text === 'true')

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3300),
  HOST: z.string().default('0.0.0.0'),
  TERTULIA_DATA: z.string().default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_SCHEMA: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,40}$/)
    .optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: z.string().default(''),
  TERTULIA_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits')
    .optional(),
  TERTULIA_ALLOW_PRIVATE_NETWORKS: z.string().default(''),
  ROLE: z.enum(['all', 'web', 'worker', 'intake']).default('all'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  METRICS_TOKEN: z.string().optional(),
  TERTULIA_NO_RATE_LIMITS: flag.default(false),
})

/** Everything that the environment decides, read once. Addresses have no slash at the end. */
export interface Config {
  port: number
  host: string
  dataFolder: string
  /** Undefined: the embedded server in the data folder. */
  databaseUrl: string | undefined
  databaseSchema: string | undefined
  /** Undefined: the one given at set-up, kept in the database. */
  publicUrl: string | undefined
  /** Addresses and CIDRs of proxies whose forwarded headers count. */
  trustProxy: string[]
  /** Undefined: the key file in the data folder. */
  key: string | undefined
  allowPrivateNetworks: string
  role: 'all' | 'web' | 'worker' | 'intake'
  logLevel: string
  smtpUrl: string | undefined
  oidc: { issuer: string; clientId: string; clientSecret: string } | undefined
  metricsToken: string | undefined
  rateLimits: boolean
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the environment; what cannot be understood is named, with what was expected. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(withoutEmpty(env))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ConfigError(`The setting ${issue?.path.join('.')} cannot be used: ${issue?.message}`)
  }
  const it = parsed.data
  return {
    port: it.PORT,
    host: it.HOST,
    dataFolder: resolve(root, it.TERTULIA_DATA),
    databaseUrl: it.DATABASE_URL,
    databaseSchema: it.DATABASE_SCHEMA,
    publicUrl: it.PUBLIC_URL?.replace(/\/+$/, ''),
    trustProxy: it.TRUST_PROXY.split(',').flatMap((part) => part.trim() || []),
    key: it.TERTULIA_KEY,
    allowPrivateNetworks: it.TERTULIA_ALLOW_PRIVATE_NETWORKS,
    role: it.ROLE,
    logLevel: it.LOG_LEVEL,
    smtpUrl: it.SMTP_URL,
    oidc: oidc(it),
    metricsToken: it.METRICS_TOKEN,
    rateLimits: !it.TERTULIA_NO_RATE_LIMITS,
  }
}

const withoutEmpty = (env: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))

function oidc(it: z.infer<typeof environment>): Config['oidc'] {
  if (!it.OIDC_ISSUER) return undefined
  if (!it.OIDC_CLIENT_ID || !it.OIDC_CLIENT_SECRET)
    throw new ConfigError('OIDC_ISSUER also needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.')
  return { issuer: it.OIDC_ISSUER, clientId: it.OIDC_CLIENT_ID, clientSecret: it.OIDC_CLIENT_SECRET }
}
