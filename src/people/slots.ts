import type { T } from '../core/i18n/translator.ts'
import type { Viewer } from '../core/web.ts'
import { type Slot, slot } from '../ui/slots.ts'

export interface PersonPage {
  t: T
  viewer: Viewer
}

/** What other rooms know of a person: their conversations, to begin with. Ids of persons. */
export const personMain: Slot<PersonPage> = slot('person.main')
