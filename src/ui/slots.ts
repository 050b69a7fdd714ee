import type { Child } from 'hono/jsx'

/** A place on a page that rooms above may fill. Declared by the page's room: `slot<Context>('conversation.aside')`. */
export interface Slot<Context> {
  readonly name: string
  /** Only for the type checker: what the page tells those who fill it. */
  readonly context?: Context
}

export const slot = <Context>(name: string): Slot<Context> => ({ name })

/** Draws a place for all ids of a page at once, with one query; ids without anything to show are left out. */
export type Draw<Context> = (ids: readonly string[], context: Context) => Promise<ReadonlyMap<string, Child>>

export interface Filling {
  readonly slot: string
  readonly order: number
  readonly draw: Draw<never>
}

/** One room's filling of a place. A lower order comes first. */
export const fill = <Context>(slot: Slot<Context>, draw: Draw<Context>, order = 0): Filling => ({
  slot: slot.name,
  order,
  draw,
})

/** What the rooms put into a place, by id, in order. */
export type Drawn = (id: string) => Child[]

export interface Slots {
  draw<Context>(slot: Slot<Context>, ids: readonly string[], context: Context): Promise<Drawn>
}

/** Gathers the fillings of all rooms; built once, in `app.ts`. */
export function createSlots(fillings: readonly Filling[]): Slots {
  const byName = Map.groupBy(
    fillings.toSorted((a, b) => a.order - b.order),
    (filling) => filling.slot,
  )
  return {
    async draw<Context>(slot: Slot<Context>, ids: readonly string[], context: Context) {
      const here = ids.length === 0 ? [] : (byName.get(slot.name) ?? [])
      // `fill` pairs a drawing with the slot of the same context; the map between them forgets the type.
      const drawn = await Promise.all(here.map((filling) => (filling.draw as unknown as Draw<Context>)(ids, context)))
      return (id) => drawn.map((map) => map.get(id)).filter((child) => child !== undefined)
    },
  }
}
