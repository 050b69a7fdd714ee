/** A sentence by its message key: the room that shows it translates it. */
export interface Words {
  key: string
  /** A parameter that is itself a sentence is translated first. */
  params?: Record<string, string | number | Words>
}

/** The sentences of one room or connector: the same keys in every language. */
export type Dictionary = { en: Record<string, string>; es: Record<string, string> }

/** Declares a room's sentences; a key that one of the languages lacks does not compile. */
export const dictionary = <English extends Record<string, string>>(languages: {
  en: English
  es: Record<NoInfer<keyof English>, string>
}): { en: English; es: Record<keyof English, string> } => languages

export const words = (key: string, params?: Words['params']): Words => (params ? { key, params } : { key })
