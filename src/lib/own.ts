/** What a table has under a key that came from outside; what every object has, such as `valueOf`, is not of the table. */
export const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined
