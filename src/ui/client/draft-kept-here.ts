/** What this browser keeps until the server has it. */
export interface Kept {
  text: string
  base: string
  /** What was told to the server without an answer: it may have it. */
  tried: readonly string[]
}

export function understood(kept: string | null, base: string): Kept | undefined {
  if (kept === null) return undefined
  try {
    const { text, base: before, tried }: Partial<Kept> = JSON.parse(kept)
    return { text: text ?? kept, base: before ?? base, tried: tried ?? [] }
  } catch {
    // As an earlier version kept it.
    return { text: kept, base, tried: [] }
  }
}

export function read(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function write(name: string, kept: Kept | undefined): void {
  try {
    if (kept === undefined) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(kept))
  } catch {
    // Private windows may refuse; the server has it soon.
  }
}
