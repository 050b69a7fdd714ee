import { abilityOf } from '../access/index.ts'
import type { App } from '../app.ts'
import type { Command } from './command.ts'
import { withApp } from './opened.ts'

/** One URL and who may ask for it; undefined: anybody, or whoever has the secret that is part of it. */
export interface Url {
  method: string
  path: string
  ability: string | undefined
}

const api = '/api/v1'

export const routes: Command = {
  about: 'Prints every URL, with who may ask for it',
  usage: '',
  async run() {
    await withApp(async (app) => {
      for (const { method, path, ability } of urlsOf(app.routes))
        console.log(`${method.padEnd(7)} ${path.padEnd(52)} ${ability ?? '-'}`)
      console.log(
        `\nPages answer JSON under ${api}, too. “-” needs no ability: anybody, or who has the secret in the URL.`,
      )
    })
  },
}

/** Every URL once, in order; those of the API are the pages' own unless there is no such page. */
export function urlsOf(mounted: App['routes']): Url[] {
  const guards = mounted.flatMap(({ method, path, handler }) => {
    const ability = abilityOf(handler)
    return ability === undefined ? [] : [{ method, path, ability }]
  })
  const urls = new Map<string, Url>()
  for (const { method, path } of mounted) {
    if (method === 'ALL' && path.endsWith('*')) continue
    const guard = guards.find((one) => (one.method === 'ALL' || one.method === method) && covers(one.path, path))
    urls.set(`${path} ${method}`, { method, path, ability: guard?.ability })
  }
  const isTwin = ({ method, path }: Url) =>
    path.startsWith(`${api}/`) && urls.has(`${path.slice(api.length)} ${method}`)
  return [...urls.values()].filter((url) => !isTwin(url)).sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

const key = ({ method, path }: Url) => `${path} ${method}`

const covers = (pattern: string, path: string): boolean =>
  pattern === path || (pattern.endsWith('/*') && path.startsWith(pattern.slice(0, -1)))
