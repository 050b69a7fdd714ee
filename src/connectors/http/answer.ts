import { words } from '../../lib/words.ts'
import type { HttpAnswer } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { hostOf } from './failures.ts'

/** What came back, ready to be read. */
export function answerOf(from: Pick<HttpAnswer, 'status' | 'url' | 'headers' | 'body'>, movedTo?: string): HttpAnswer {
  const text = () => decode(from.body, from.headers.get('content-type') ?? '')
  return { ...from, ...(movedTo !== undefined && { movedTo }), text, json: () => parse(text(), from.url) }
}

function decode(body: Uint8Array, contentType: string): string {
  const charset = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(body)
  } catch {
    return new TextDecoder().decode(body)
  }
}

function parse(text: string, url: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ConnectorFailure('invalid', words('http.not-json', { host: hostOf(url) }), { cause })
  }
}

/** What a refusal says of itself, in at most 200 characters: the usual fields of a JSON answer, or the text of a page. */
export function detailOf(answer: HttpAnswer): string {
  const text = answer.text()
  const said = /json/i.test(answer.headers.get('content-type') ?? '') ? saidInJson(text) : saidInPage(text)
  return [...said.replace(/\s+/g, ' ').trim()].slice(0, 200).join('')
}

function saidInJson(text: string): string {
  try {
    const fields: Record<string, unknown> = Object(JSON.parse(text))
    const said = ['message', 'error_description', 'detail', 'error', 'title'].map((name) => fields[name])
    return said.find((one): one is string => typeof one === 'string' && one !== '') ?? ''
  } catch {
    return ''
  }
}

const saidInPage = (page: string): string => {
  const title = /<title[^>]*>([^<]{1,300})/i.exec(page)?.[1]
  return title ?? page.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ')
}
