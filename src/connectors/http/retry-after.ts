/** The moment before which a server asks not to be asked again: between a second and a day from now. */
export function retryAfter(headers: Headers, now: Date): Date | undefined {
  for (const name of ['retry-after', 'ratelimit-reset', 'x-ratelimit-reset']) {
    const written = headers.get(name)?.trim()
    const at = written ? momentOf(written, now) : Number.NaN
    if (!Number.isNaN(at)) return new Date(Math.min(Math.max(at, now.getTime() + 1000), now.getTime() + dayMs))
  }
  return undefined
}

const dayMs = 86_400_000
/** Numbers above this are moments (seconds since 1970), below it waits: no wait is of thirty years. */
const epochFrom = 1_000_000_000

function momentOf(written: string, now: Date): number {
  if (!/^\d+(\.\d+)?$/.test(written)) return Date.parse(written)
  const seconds = Number(written)
  return seconds >= epochFrom ? seconds * 1000 : now.getTime() + seconds * 1000
}
