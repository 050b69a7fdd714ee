import ipaddr from 'ipaddr.js'
import type { Config } from '../../core/config.ts'
import { operatorFetch } from '../../lib/http/guard.ts'
import { type Finding, good, note, reasonOf, wrong } from './finding.ts'
import type { Opened } from './opened.ts'

const isHome = (host: string): boolean => /^(localhost|127\.|\[::1\]$)/.test(host)

/** Whether people reach us, safely, at the address that we tell them. */
export async function checkAddress({ db, config }: Opened): Promise<Finding[]> {
  const row = await db.selectFrom('organisation').select('public_url').executeTakeFirst()
  const publicUrl = config.publicUrl ?? row?.public_url
  if (!publicUrl) return [note('Nobody has set this Tertulia up yet: “start” prints the link.')]
  const url = new URL(publicUrl)
  const findings = [await checkReach(publicUrl)]
  if (url.protocol !== 'https:' && !isHome(url.hostname))
    findings.push(
      wrong(`${publicUrl} is not encrypted: passwords travel in the open. Put HTTPS before it (docs: operating).`),
    )
  if (url.protocol === 'https:' && config.trustProxy.length === 0)
    findings.push(
      wrong(
        'TRUST_PROXY is empty although the address is https: whoever brings the encryption looks like everybody, and the limits of tries hit all at once. Let it name the address of the proxy.',
      ),
    )
  return findings
}

async function checkReach(publicUrl: string): Promise<Finding> {
  const advice = 'Does Tertulia run, and do the name and the proxy lead to it?'
  try {
    const answer = await operatorFetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(10_000) })
    const text = (await answer.text()).slice(0, 10)
    if (answer.ok && text === 'ok') return good(`People reach us at ${publicUrl}.`)
    return wrong(`Somebody else answers at ${publicUrl} (status ${answer.status}). ${advice}`)
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
    return wrong(`Nobody answers at ${publicUrl}: ${reasonOf(cause)}. ${advice}`)
  }
}

/** What TRUST_PROXY names must be addresses; trusting everybody lets everybody say who they are. */
export function checkProxy({ trustProxy }: Pick<Config, 'trustProxy'>): Finding[] {
  return trustProxy.flatMap((entry) => {
    if (!ipaddr.isValid(entry) && !ipaddr.isValidCIDR(entry))
      return [wrong(`TRUST_PROXY names “${entry}”, which is no address. Write addresses or ranges, like 10.0.0.0/8.`)]
    if (ipaddr.isValidCIDR(entry) && ipaddr.parseCIDR(entry)[1] === 0)
      return [wrong(`TRUST_PROXY trusts everybody (${entry}): anybody may say who they are. Name your proxy alone.`)]
    return []
  })
}
