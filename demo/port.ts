import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import type { App } from '../src/app.ts'
import { errorCode } from '../src/core/postgres/refusal.ts'
import { refusal } from './refusal.ts'

/** Where the sample is reached: ours from before anything is written. */
export interface Port {
  number: number
  /** From here on this answers. */
  open(fetch: App['fetch']): void
  close(): void
}

/** Refuses when something else listens there; until it is open, whoever comes is asked to wait. */
export async function takePort(port: number, host: string): Promise<Port> {
  let fetch: App['fetch'] = () => new Response('…', { status: 503, headers: { 'retry-after': '5', refresh: '5' } })
  const server = serve({ fetch: (request, env) => fetch(request, env), port, hostname: host })
  await once(server, 'listening').catch((error: unknown) => {
    throw cannotListen(port, host, errorCode(error))
  })
  return {
    number: numberOf(server.address(), port),
    open: (given) => {
      fetch = given
    },
    close: () => closeAll(server),
  }
}

/** Live streams too: nothing of the sample outlives it. */
function closeAll(server: ServerType): void {
  server.close()
  if ('closeAllConnections' in server) server.closeAllConnections()
}

const numberOf = (address: AddressInfo | string | null, asked: number): number =>
  typeof address === 'object' && address ? address.port : asked

const cannotListen = (port: number, host: string, code: string) =>
  code === 'EADDRINUSE'
    ? refusal(
        `Something else listens on port ${port}: nothing was written. Stop it, or choose another: PORT=${port + 1} npm run demo`,
        `Otro programa escucha en el puerto ${port}: no se ha escrito nada. Detenlo o elige otro: PORT=${port + 1} npm run demo`,
      )
    : refusal(
        `The sample cannot listen on port ${port} of ${host} (${code}): nothing was written. Set PORT or HOST to another.`,
        `La muestra no puede escuchar en el puerto ${port} de ${host} (${code}): no se ha escrito nada. Pon otro en PORT o en HOST.`,
      )
