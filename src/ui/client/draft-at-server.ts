import type { Kept } from './draft-kept-here.ts'

/** Without an answer for so long, nobody knows. */
const longestMs = 20_000

/** The draft as the server has it. Its version grows with every change, and is empty where there is none. */
export interface Theirs {
  text: string
  version: string
}

/** The server has not kept it: it will not whenever it is asked, or the reply was sent already. */
export interface NotKept {
  refused?: string
}

interface Answer {
  draft?: { text: string; version: number } | null
  said?: boolean
}

type Told = Kept & { reply_id: string | undefined }

export function put(url: string, told: Told, leaving: boolean): Promise<Theirs | NotKept | undefined> {
  const body = JSON.stringify(told)
  // Beyond 64 kB a browser refuses to send what outlives its page.
  const keepalive = leaving && body.length < 20_000
  return ask(url, { method: 'PUT', body, keepalive }, told.text)
}

export const isKept = (answer: Theirs | NotKept | undefined): answer is Theirs =>
  answer !== undefined && 'text' in answer

/** The draft at the server; undefined when it could not be asked. `usual`: the text of an answer that does not say. */
export async function ask(url: string, init: RequestInit, usual = ''): Promise<Theirs | NotKept | undefined> {
  try {
    const headers = { accept: 'application/json', 'content-type': 'application/json' }
    const answer = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(longestMs) })
    if (isFinal(answer.status)) return { refused: (await answer.json().catch(() => ({}))).title ?? '' }
    if (!answer.ok) return undefined
    const { draft, said }: Answer = await answer.json().catch(() => ({}))
    if (said) return {}
    if (draft === undefined) return { text: usual, version: '' }
    return { text: draft?.text ?? '', version: String(draft?.version ?? '') }
  } catch {
    return undefined
  }
}

/** Asked again, it would say the same; but not where it is only busy, or a proxy gave up. */
const isFinal = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 429
