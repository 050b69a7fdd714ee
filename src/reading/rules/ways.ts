/**
 * Where words lead, by their symbols. Of tens of thousands of places most lead one way: that one stands here by itself,
 * since a Map takes four times the memory.
 */
export interface Ways<To> {
  readonly symbol: number
  to: To
  others: Map<number, To> | undefined
}

export const wayOf = <To>(ways: Ways<To>, symbol: number): To | undefined =>
  ways.symbol === symbol ? ways.to : ways.others?.get(symbol)

/** The same ways, with one more or another. */
export function withWay<To>(ways: Ways<To> | undefined, symbol: number, to: To): Ways<To> {
  if (!ways) return { symbol, to, others: undefined }
  if (ways.symbol === symbol) ways.to = to
  else {
    ways.others ??= new Map()
    ways.others.set(symbol, to)
  }
  return ways
}

export const allWays = <To>(ways: Ways<To>): [number, To][] => [[ways.symbol, ways.to], ...(ways.others ?? [])]
