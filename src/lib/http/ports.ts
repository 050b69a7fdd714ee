/** A connection that was not made because nothing of ours belongs on that port. */
export class PortRefused extends Error {
  override readonly name = 'PortRefused'
  readonly code = 'ERR_PORT_REFUSED'
  readonly host: string
  readonly port: number

  constructor(host: string, port: number) {
    super(`Refused to speak HTTP to ${host} on port ${port}`)
    this.host = host
    this.port = port
  }
}

/**
 * Refuses HTTP to the ports of other services: all well-known ones but 80 and 443, and the higher ones
 * that the Fetch standard blocks (https://fetch.spec.whatwg.org/#port-blocking).
 */
export function checkPort(host: string, port: number): void {
  if (port === 80 || port === 443) return
  if (port < 1024 || otherServices.has(port)) throw new PortRefused(host, port)
}

const otherServices = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])
