/** Of which things something holds now that is kept nowhere; undefined when a sign may have been missed. */
export type OnSigns = (about: readonly string[] | undefined) => void

export interface Signs {
  /** A sign of one thing; of undefined, that some were not heard. */
  hear(id: string | undefined): void
  follow(onSigns: OnSigns): () => void
  stop(): void
}

/** Signs can wait a little longer: more of them are drawn at once. */
const gatherSignsMs = 60

/** Hands on the signs of a short while together. */
export function gatherSigns(): Signs {
  const followers = new Set<OnSigns>()
  let about = new Set<string>()
  let missed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = () => {
    const told = missed ? undefined : [...about]
    timer = undefined
    missed = false
    about = new Set()
    for (const follower of followers) follower(told)
  }
  return {
    hear(id: string | undefined) {
      if (id) about.add(id)
      else missed = true
      timer ??= setTimeout(tell, gatherSignsMs)
    },
    follow(onSigns: OnSigns) {
      followers.add(onSigns)
      return () => followers.delete(onSigns)
    },
    stop: () => clearTimeout(timer),
  }
}
