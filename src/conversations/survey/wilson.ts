/** A share of a sample, and between which values it most likely lies in everybody. */
export interface Share {
  of: number
  n: number
  /** Undefined where nobody was asked. */
  share: number | undefined
  from: number
  to: number
}

/** Of the standard normal distribution: 95 % lie within so many deviations. */
const z = 1.959963984540054

/**
 * The share `of / n` with its Wilson score interval at 95 %:
 * `(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)`, with `p = of / n`.
 * E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927), 209–212; as
 * recommended for small samples by Brown, Cai and DasGupta, Statistical Science 16 (2001), 101–133.
 */
export function wilson(of: number, n: number): Share {
  if (n === 0) return { of, n, share: undefined, from: 0, to: 1 }
  const p = of / n
  const middle = p + (z * z) / (2 * n)
  const reach = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return { of, n, share: p, from: Math.max(0, (middle - reach) / scale), to: Math.min(1, (middle + reach) / scale) }
}

/** Below this, figures are shown and not compared. */
export const fewest = 10
