/** A sentence by its message key: the room that shows it translates it. */
export interface Words {
  key: string
  params?: Record<string, string | number>
}

/** The sentences of one room or connector: the same keys in every language. */
export type Dictionary = { en: Record<string, string>; es: Record<string, string> }

export const words = (key: string, params?: Record<string, string | number>): Words =>
  params ? { key, params } : { key }
