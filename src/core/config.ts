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
  FILES_IN: z.enum(['database', 'bucket']).optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_STYLE: z.enum(['path', 'host']).optional(),
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
  files: FilesConfig
  metricsToken: string | undefined
  rateLimits: boolean
}

/** Where new files go, and the bucket, if there is one: files may still be in it although new ones go to the database. */
export interface FilesConfig {
  in: 'database' | 'bucket'
  bucket: BucketSettings | undefined
}

export interface BucketSettings {
  name: string
  /** Where its objects are: `https://s3.example.org/name` or `https://name.s3.example.org`. */
  address: string
  region: string
  accessKeyId: string
  secretAccessKey: string
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
    files: files(it),
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

function files(it: z.infer<typeof environment>): FilesConfig {
  const bucket = bucketSettings(it)
  if (it.FILES_IN === 'bucket' && !bucket)
    throw new ConfigError('FILES_IN=bucket also needs S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.')
  return { in: it.FILES_IN ?? (bucket ? 'bucket' : 'database'), bucket }
}

function bucketSettings(it: z.infer<typeof environment>): BucketSettings | undefined {
  if (!it.S3_BUCKET) {
    const alone = bucketless.find((name) => it[name] !== undefined)
    if (alone) throw new ConfigError(`${alone} says nothing without S3_BUCKET, the name of the bucket.`)
    return undefined
  }
  if (!it.S3_ACCESS_KEY_ID || !it.S3_SECRET_ACCESS_KEY)
    throw new ConfigError('S3_BUCKET also needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.')
  const region = it.S3_REGION ?? 'us-east-1'
  return {
    name: it.S3_BUCKET,
    address: bucketAddress(it.S3_BUCKET, it.S3_ENDPOINT ?? `https://s3.${region}.amazonaws.com`, it.S3_STYLE),
    region,
    accessKeyId: it.S3_ACCESS_KEY_ID,
    secretAccessKey: it.S3_SECRET_ACCESS_KEY,
  }
}

const bucketless = ['S3_ENDPOINT', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY', 'S3_STYLE'] as const

function bucketAddress(name: string, endpoint: string, style: 'path' | 'host' = 'path'): string {
  const { origin, protocol, host, pathname, search, hash, username, password } = new URL(endpoint)
  // A path before the bucket's name would be signed one way and read another behind most proxies.
  if (pathname !== '/' || search || hash || username || password)
    throw new ConfigError(
      'S3_ENDPOINT must be an address alone, like https://s3.example.org, without path or password.',
    )
  if (style === 'path') return `${origin}/${name}`
  if (protocol === 'https:' && name.includes('.'))
    throw new ConfigError('S3_STYLE=host cannot be had over https for a bucket with a dot in its name: use path.')
  return `${protocol}//${name}.${host}`
}
