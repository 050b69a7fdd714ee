/** Like Promise.all, but nothing goes on in the background when one fails: all have come to an end. */
export async function allOf<T>(attempts: Promise<T>[]): Promise<T[]> {
  const ends = await Promise.allSettled(attempts)
  return ends.map((end) => {
    if (end.status === 'rejected') throw end.reason
    return end.value
  })
}
