/** Each phrase of the first list before each of the second: *should be* × *shot*. Both are separated by commas. */
export const paired = (first: string, second: string): string =>
  first
    .split(', ')
    .flatMap((one) => second.split(', ').map((other) => `${one} ${other}`))
    .join(', ')
