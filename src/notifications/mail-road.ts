import type { Config } from '../core/config.ts'

/** `tls`: encrypted from the first byte. `starttls`: required before anything else. `offered`: where the server can. */
export type Security = 'tls' | 'starttls' | 'offered' | 'none'

/** The server that takes our letters, and who they are from. */
export interface MailRoad {
  host: string
  port: number
  security: Security
  user: string | undefined
  password: string | undefined
  sender: string
  /** Said by SMTP_URL: no form changes it. */
  fixed: boolean
}

export const usualPort = { tls: 465, starttls: 587, offered: 25, none: 25 } as const satisfies Record<Security, number>

/** What SMTP_URL says: `smtps://user:password@host:465?from=talk@example.org`; `smtp:` encrypts where the server can. */
export function roadOfUrl(smtpUrl: string, publicUrl: string | undefined): MailRoad {
  const url = new URL(smtpUrl)
  const asked = url.searchParams.get('security')
  const security = url.protocol === 'smtps:' ? 'tls' : asked === 'starttls' || asked === 'none' ? asked : 'offered'
  const user = decodeURIComponent(url.username) || undefined
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return {
    host,
    port: Number(url.port) || (security === 'tls' ? 465 : 587),
    security,
    user,
    password: decodeURIComponent(url.password) || undefined,
    sender: url.searchParams.get('from') ?? (user?.includes('@') ? user : `tertulia@${domainOf(publicUrl) ?? host}`),
    fixed: true,
  }
}

/** The road that the environment gives, if it does. */
export const roadOfConfig = (config: Pick<Config, 'smtpUrl' | 'publicUrl'>): MailRoad | undefined =>
  config.smtpUrl === undefined ? undefined : roadOfUrl(config.smtpUrl, config.publicUrl)

const domainOf = (url: string | undefined): string | undefined => url && new URL(url).hostname
