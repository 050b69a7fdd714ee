import type { DeedKind } from './deed.ts'
import { sharedDeeds } from './deeds/shared.ts'
import { noting, telling } from './deeds/telling.ts'

/** What an automation and a macro can do. */
export const ownDeeds: readonly DeedKind[] = [...sharedDeeds, noting, telling]
