import { type Condition, isLeaf, type Leaf } from './condition.ts'

export const modes = ['all', 'any', 'none'] as const
export type Mode = (typeof modes)[number]

/** Conditions that a page asks for together: all of them, one of them, or none may hold. */
export interface Group {
  mode: Mode
  leaf: Leaf
}

/** What a page asks for: groups, all of which or one of which must hold. */
export interface Groups {
  mode: 'all' | 'any'
  groups: readonly Group[]
}

export const mostGroups = 5

/** A condition that a page can show as groups; undefined where it is nested otherwise. */
export function asGroups(condition: Condition): Groups | undefined {
  const one = asGroup(condition)
  if (one) return { mode: 'all', groups: isEmpty(one) ? [] : [one] }
  const [mode, several] =
    'all' in condition && condition.all
      ? (['all', condition.all] as const)
      : 'any' in condition && condition.any
        ? (['any', condition.any] as const)
        : []
  if (!mode || several.length > mostGroups) return undefined
  const groups = several.map(asGroup)
  const known = groups.filter((group) => group !== undefined)
  return known.length === groups.length ? { mode, groups: known } : undefined
}

const isEmpty = ({ leaf }: Group): boolean => Object.keys(leaf).length === 0

function asGroup(condition: Condition): Group | undefined {
  if (isLeaf(condition)) return { mode: 'all', leaf: condition }
  const mode = 'any' in condition ? 'any' : 'none' in condition ? 'none' : undefined
  const several = 'any' in condition ? condition.any : 'none' in condition ? condition.none : undefined
  if (!mode || !several?.every(isLeaf)) return undefined
  const keys = several.flatMap((leaf) => Object.keys(leaf))
  const isPlain = several.every((leaf) => Object.keys(leaf).length === 1) && new Set(keys).size === keys.length
  return isPlain ? { mode, leaf: Object.assign({}, ...several) } : undefined
}

/** The condition that groups say. */
export function ofGroups({ mode, groups }: Groups): Condition {
  const said = groups.filter((group) => !isEmpty(group)).map(ofGroup)
  const [only] = said
  if (said.length === 0) return {}
  if (said.length === 1 && only) return only
  return mode === 'all' ? { all: said } : { any: said }
}

function ofGroup({ mode, leaf }: Group): Condition {
  if (mode === 'all') return leaf
  const several: Leaf[] = Object.entries(leaf).map(([key, value]) => ({ [key]: value }))
  return mode === 'any' ? { any: several } : { none: several }
}
