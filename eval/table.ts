import type { Measured } from './measures.ts'

/** A line of the table: a figure, what it must and should be, and what others published. */
export interface Line {
  on: string
  measure: string
  found: Measured | number
  must?: number
  aim?: number
  /** Less is better: errors, bytes. */
  less?: true
  published?: string
}

/** `must` is not met, or it is, or even the aim. */
export function mark({ found, must, aim, less }: Line): '' | 'fails' | 'must' | 'aim' {
  const value = typeof found === 'number' ? found : found.value
  const reaches = (goal: number) => (less ? value <= goal : value >= goal)
  if (aim !== undefined && reaches(aim)) return 'aim'
  if (must === undefined) return ''
  return reaches(must) ? 'must' : 'fails'
}

/** The lines as a table in Markdown, which a person can read as it is. */
export function drawTable(lines: readonly Line[]): string {
  const rows = [
    ['on', 'measure', 'found', '95 %', 'must', 'aim', '', 'published'],
    ...lines.map((line) => [
      line.on,
      line.measure,
      show(typeof line.found === 'number' ? line.found : line.found.value),
      typeof line.found === 'number' ? '' : `${show(line.found.low)}–${show(line.found.high)}`,
      line.must === undefined ? '' : show(line.must),
      line.aim === undefined ? '' : show(line.aim),
      mark(line),
      line.published ?? '',
    ]),
  ]
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)))
  const draw = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = rows
  return [draw(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(draw)].join('\n')
}

const show = (value: number): string =>
  Number.isInteger(value) && value > 1
    ? value.toLocaleString('en')
    : value >= 10
      ? value.toFixed(0)
      : value.toFixed(3).replace(/^0/, '')
