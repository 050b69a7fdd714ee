const ago = (ms: number): Date => new Date(Date.now() - ms)

export const minutes = (count: number): Date => ago(count * 60_000)
export const hours = (count: number): Date => ago(count * 3_600_000)
export const days = (count: number): Date => ago(count * 86_400_000)

/** Waits for what somebody else has yet to do. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, forMs = 20_000): Promise<void> {
  const end = Date.now() + forMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not come to pass: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
