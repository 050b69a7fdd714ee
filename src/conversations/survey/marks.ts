import type { IconName } from '../../ui/icons.tsx'

export const marks = [1, 2, 3, 4, 5] as const

/** The face of each mark; its word stands with it. */
export const faces: Readonly<Record<number, IconName>> = { 1: 'angry', 2: 'frown', 3: 'meh', 4: 'smile', 5: 'laugh' }

/** From this on somebody is satisfied (the two best of five), up to that they are not. */
export const satisfiedFrom = 4
export const badUpTo = 2
