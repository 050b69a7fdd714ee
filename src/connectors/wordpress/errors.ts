import { type Words, words } from '../../lib/words.ts'
import type { HttpAnswer } from '../connector.ts'
import { ConnectorFailure, type FailureKind } from '../failure.ts'
import { failureOfStatus } from '../http/failures.ts'
import { plain } from './plain.ts'

/** WordPress's own refusals, by the code in the answer: https://developer.wordpress.org/rest-api/ */
const byCode: Record<string, [FailureKind, string]> = {
  rest_not_logged_in: ['reconnect', 'wordpress.wrong-password'],
  incorrect_password: ['reconnect', 'wordpress.wrong-password'],
  invalid_username: ['reconnect', 'wordpress.unknown-user'],
  invalid_email: ['reconnect', 'wordpress.unknown-user'],
  application_passwords_disabled: ['reconnect', 'wordpress.passwords-off'],
  application_passwords_disabled_for_user: ['reconnect', 'wordpress.passwords-off'],
  rest_comment_login_required: ['reconnect', 'wordpress.wrong-password'],
  rest_no_route: ['reconnect', 'wordpress.api-off'],
  rest_disabled: ['reconnect', 'wordpress.api-off'],
  rest_api_disabled: ['reconnect', 'wordpress.api-off'],
  rest_cannot_access: ['reconnect', 'wordpress.api-off'],
  rest_login_required: ['reconnect', 'wordpress.api-off'],
  rest_comment_invalid_id: ['gone', 'wordpress.gone'],
  rest_post_invalid_id: ['gone', 'wordpress.gone'],
  rest_comment_invalid_post_id: ['gone', 'wordpress.gone'],
  rest_comment_trash_post: ['gone', 'wordpress.gone'],
  rest_comment_draft_post: ['gone', 'wordpress.gone'],
  rest_cannot_read: ['gone', 'wordpress.not-visible'],
  rest_cannot_read_post: ['gone', 'wordpress.not-visible'],
  rest_comment_closed: ['invalid', 'wordpress.comments-closed'],
  rest_comment_author_data_required: ['invalid', 'wordpress.name-required'],
  comment_content_column_length: ['invalid', 'wordpress.too-long'],
  rest_comment_content_invalid: ['invalid', 'wordpress.empty'],
}

/** How long WordPress makes somebody wait between two comments: wp_throttle_comment_flood(). */
const floodMs = 15_000

/** An answer that is a refusal, or no data at all, as the failure it means. */
export function failureOf(asked: { url: string; method: string }, answer: HttpAnswer, data: unknown, now: Date) {
  const { code, message } = refusalIn(data)
  const params = { host: new URL(asked.url).host, detail: message || code || `HTTP ${answer.status}` }
  if (code === 'comment_flood')
    return new ConnectorFailure('rate-limited', words('wordpress.flood'), { until: new Date(now.getTime() + floodMs) })
  const known = byCode[code]
  if (known) return new ConnectorFailure(known[0], words(known[1], params))
  const guessed = code === '' ? withoutCode(answer.status, params) : withUnknownCode(answer.status, params)
  return guessed ?? failureOfStatus(asked, { ...answer, detail: params.detail }, now)
}

function withUnknownCode(status: number, params: Params): ConnectorFailure | undefined {
  if (status === 401) return new ConnectorFailure('reconnect', words('wordpress.access-lost', params))
  if (status === 403) return new ConnectorFailure('reconnect', words('wordpress.not-allowed', params))
  return undefined
}

/** No code means that it was not WordPress who answered, but something before it. */
function withoutCode(status: number, params: Params): ConnectorFailure | undefined {
  const said = (kind: FailureKind, key: string) => new ConnectorFailure(kind, words(key, { ...params, status }))
  if ([401, 403, 405, 406].includes(status)) return said('reconnect', 'wordpress.firewall')
  if (status === 404 || status === 410) return said('temporary', 'wordpress.api-lost')
  return undefined
}

type Params = NonNullable<Words['params']>

export function refusalIn(data: unknown): { code: string; message: string } {
  const { code, message } = Object(data) as { code?: unknown; message?: unknown }
  if (Array.isArray(data) || typeof code !== 'string') return { code: '', message: '' }
  return { code, message: typeof message === 'string' ? plain(message).slice(0, 200) : '' }
}
