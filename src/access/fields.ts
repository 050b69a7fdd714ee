import { z } from 'zod'
import { isPublicAddress, parseAddress } from '../lib/http/address.ts'
import { passwordLength } from './auth.ts'

export const passwordField = z.string().min(passwordLength.min).max(passwordLength.max)

/** Every time zone this machine knows, by its name in the tz database. */
export const timeZones: readonly string[] = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort()

export const timeZoneField = z.string().refine(isTimeZone)

/** Browsers may know a zone by a name that is not in our list. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined && name.length <= 64
  } catch {
    return false
  }
}

/** An address people can reach us at: scheme, name and port, and nothing after. */
export const addressField = z
  .string()
  .trim()
  .max(300)
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username) return url.origin
    context.addIssue({ code: 'custom', message: 'not an address of a site' })
    return z.NEVER
  })

/** Whether passwords sent there can be read on the way: no TLS, and not a name of this house's own network. */
export function isExposed(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  if (protocol !== 'http:') return false
  const host = hostname.replace(/^\[|\]$/g, '')
  if (parseAddress(host)) return isPublicAddress(host)
  return host.includes('.') && !/\.(localhost|local|internal|lan|home\.arpa|test)$/.test(host)
}

/** A language's name for itself. */
export const languageName = (code: string): string => {
  const name = new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1)
}
