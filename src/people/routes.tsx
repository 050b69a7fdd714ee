import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { notFound } from '../core/errors.ts'
import { answer, type Env } from '../core/web.ts'
import type { ShellOf } from '../ui/shell.ts'
import type { Slots } from '../ui/slots.ts'
import { findPerson } from './person.ts'
import { presentPerson } from './present.ts'
import { personMain } from './slots.ts'
import { PersonPage } from './views/person-page.tsx'

export interface PeopleRoutes {
  /** The networks' own names. */
  connectors: ReadonlyMap<string, { name: string; mark: string }>
  shellOf: ShellOf
  slots?: Slots
}

/** One person, by their name. */
export function peopleRoutes({ db }: Pick<Core, 'db'>, { connectors, shellOf, slots }: PeopleRoutes): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/people/:id', can('read'), async (c) => {
    const id = z.uuid().safeParse(c.req.param('id'))
    if (!id.success) throw notFound()
    const person = await findPerson(db, id.data)
    const nameOf = (network: string) =>
      connectors.get(network) ?? { name: network, mark: network.slice(0, 1).toUpperCase() }
    return answer(c, {
      json: () => presentPerson(person),
      html: async () => {
        const more = await slots?.draw(personMain, [person.id], { t: c.var.t, viewer: viewerOf(c) })
        return <PersonPage shell={await shellOf(c)} person={person} nameOf={nameOf} more={more?.(person.id) ?? []} />
      },
    })
  })

  return routes
}
