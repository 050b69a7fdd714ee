import type { Json } from '../lib/json.ts'
import { type Words, words } from '../lib/words.ts'

/** Something a person can meet and mend: mapped to HTTP in one place, told in their language. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503
  readonly words: Words
  /** Beside which field it is shown. */
  readonly fields: Record<string, Words>
  readonly retryAfterS: number | undefined
  /** What a program is told besides, as members of the problem. */
  readonly told: Record<string, Json>

  constructor(
    status: Refusal['status'],
    said: Words,
    more: { fields?: Record<string, Words>; retryAfterS?: number; told?: Record<string, Json> } = {},
  ) {
    super(said.key)
    this.status = status
    this.words = said
    this.fields = more.fields ?? {}
    this.retryAfterS = more.retryAfterS
    this.told = more.told ?? {}
  }
}

export const notFound = (): Refusal => new Refusal(404, words('core.not-found'))
export const forbidden = (): Refusal => new Refusal(403, words('core.forbidden'))
