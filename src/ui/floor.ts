const side = 44
const across = 5
const down = 4

/** Tiles with a terracotta dot: a knight's walk over the field, so that no rows show when it repeats. */
const warm = new Set(['0,0', '2,1', '4,2', '1,3'])

/** The tiled floor: a repeating field of arcs and dots, laid over the tile colour by the style sheet. */
export const floor = drawing()

function drawing(): string {
  const tiles: string[] = []
  for (let row = 0; row < down; row++) for (let column = 0; column < across; column++) tiles.push(tile(column, row))
  const [width, height] = [side * across, side * down]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${tiles.join('')}</svg>`
}

function tile(column: number, row: number): string {
  const [x, y] = [column * side, row * side]
  const turn = ((column + row) % 2) * 180
  const dot = warm.has(`${column},${row}`)
    ? '<circle cx="22" cy="22" r="8" fill="#c9532f"/>'
    : `<circle cx="22" cy="22" r="${(column + row) % 2 ? 5 : 7}" fill="#fff" fill-opacity=".26"/>`
  return `<g transform="translate(${x} ${y})"><path d="M0 .5H44M.5 0V44" stroke="#fff" stroke-opacity=".16"/><g fill="none" stroke="#fff" stroke-opacity=".32" stroke-width="3.5" transform="rotate(${turn} 22 22)"><path d="M22 4.5A17.5 17.5 0 0 1 39.5 22"/></g>${dot}</g>`
}
