import { type Words, words } from '../../lib/words.ts'
import type { Followers } from './query.ts'

const unlimited = Number.MAX_SAFE_INTEGER

/** Understands `>1000`, `>=1.000`, `10k`, `<5 mil` and `1000..5000`. */
export function followersOf(value: string): { query: Followers } | { wrong: Words } {
  const [least, most] = bounds(value.replaceAll(' ', ''))
  if (least === undefined || most === undefined || least > most || most < 0)
    return { wrong: words('query.mistake.followers', { value }) }
  return { query: { kind: 'followers', least, most } }
}

/** As it is written in a query. */
export function followersText({ least, most }: Followers): string {
  if (least === most) return `followers:${least}`
  if (most === unlimited) return `followers:>=${least}`
  return least === 0 ? `followers:<=${most}` : `followers:${least}..${most}`
}

function bounds(value: string): [number | undefined, number | undefined] {
  const [, from, to] = /^([\d.,]*\d(?:k|mil|m)?)(?:\.\.|-)([\d.,]*\d(?:k|mil|m)?)$/i.exec(value) ?? []
  if (from !== undefined && to !== undefined) return [count(from), count(to)]
  const [, sign = '', digits = ''] = /^(>=|<=|>|<|=)?(.*)$/s.exec(value) ?? []
  const number = count(digits)
  if (number === undefined) return [undefined, undefined]
  if (sign === '>') return [number + 1, unlimited]
  if (sign === '>=') return [number, unlimited]
  if (sign === '<') return [0, number - 1]
  return sign === '<=' ? [0, number] : [number, number]
}

/** `1000`, `1.000`, `1,000`, `10k`, `5mil`, `2m`. */
function count(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,3}(?:[.,]\d{3}){0,4}|\d{1,15})(k|mil|m)?$/i.exec(text) ?? []
  if (digits === '') return undefined
  const times = unit === '' ? 1 : unit.toLowerCase() === 'm' ? 1_000_000 : 1_000
  const number = Number(digits.replaceAll(/[.,]/g, '')) * times
  return Number.isSafeInteger(number) && number < unlimited ? number : undefined
}
