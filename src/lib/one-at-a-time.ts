/**
 * The same work, never beside itself: who calls while it goes on is answered at once, and it is done once more after. For
 * what takes long and finds by itself what there is to do.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let isWorking = false
  let isCalled = false
  return async () => {
    isCalled = true
    if (isWorking) return
    isWorking = true
    try {
      while (isCalled) {
        isCalled = false
        await work()
      }
    } finally {
      isWorking = false
    }
  }
}
