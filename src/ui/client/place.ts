/** Whether a place in the order of events (`transaction-sequence`) is after another. */
export function isAfter(place: string, other: string): boolean {
  const [a, b] = [numbers(place), numbers(other)]
  if (!a || !b) return place !== other
  return a[0] === b[0] ? a[1] > b[1] : a[0] > b[0]
}

function numbers(place: string): [bigint, bigint] | undefined {
  const [, first, second] = /^(\d+)-(\d+)$/.exec(place) ?? []
  return first && second ? [BigInt(first), BigInt(second)] : undefined
}
