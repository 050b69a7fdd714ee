import { createMiddleware } from 'hono/factory'
import { type Env, wantsJson } from './web.ts'

/**
 * Pages come first: while one is being answered here, work that nobody looks at begins no new piece. It waits so long at
 * most, in milliseconds: pages that never end must not stop it.
 */
const longestWaitMs = 40
/** A page that takes longer waits for somebody else, a network most of the time: nothing waits for it any more. */
const longestPageMs = 1_000

let answering = 0
const waiting = new Set<() => void>()

/** Says that a page is being answered, until what is returned is called. */
export function answeringPage(): () => void {
  answering += 1
  let counts = true
  const answered = () => {
    if (!counts) return
    counts = false
    clearTimeout(tooLong)
    answering -= 1
    if (answering === 0) for (const go of waiting) go()
  }
  const tooLong = setTimeout(answered, longestPageMs)
  tooLong.unref()
  return answered
}

/**
 * Before each piece of such work, but not while it holds what a page may want: resolves when no page is being answered, or
 * when it has waited long enough.
 */
export function afterPages(): Promise<void> {
  if (answering === 0) return Promise.resolve()
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      waiting.delete(go)
      resolve()
    }
    const timer = setTimeout(go, longestWaitMs)
    waiting.add(go)
  })
}

/** What people look at and send; programs wait like the rest. A stream is answered when it begins. */
export const pagesFirst = createMiddleware<Env>(async (c, next) => {
  if (wantsJson(c)) return next()
  const answered = answeringPage()
  try {
    await next()
  } finally {
    answered()
  }
})
