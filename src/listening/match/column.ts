/** The same column with room for number `index`; what is new is 0. Doubling, so that growing one by one stays cheap. */
export function grown(column: Int32Array<ArrayBuffer>, index: number): Int32Array<ArrayBuffer> {
  if (index < column.length) return column
  const wider = new Int32Array(Math.max(64, index + 1, column.length * 2))
  wider.set(column)
  return wider
}
