/**
 * Finds numbers for which something is as small as can be, by trying each a step up and down, in shorter and shorter
 * steps. Slow and sure: for a handful of numbers, whether what is measured is smooth or not.
 */
export function descend(
  measure: (numbers: readonly number[]) => number,
  start: readonly number[],
  step: number,
  least: number,
) {
  let at = [...start]
  let best = measure(at)
  for (let size = step; size >= least; size /= 2) {
    for (let moved = true; moved; ) {
      moved = false
      for (let i = 0; i < at.length; i++)
        for (const way of [size, -size]) {
          const next = at.with(i, (at[i] ?? 0) + way)
          const found = measure(next)
          if (found < best - 1e-9) {
            best = found
            at = next
            moved = true
          }
        }
    }
  }
  return at
}
