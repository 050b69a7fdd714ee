import type { T } from '../../core/i18n/translator.ts'

export interface TimeProps {
  t: T
  at: Date
  now?: Date
  /** Inside a link, where it cannot have the focus itself; the exact time shows with the link's. */
  still?: boolean
  /** The exact time in the text, where the moment matters more than the distance. */
  exact?: boolean
}

/** A moment: how long ago in words, and exactly on hover and focus. The browser keeps the words true. */
export const Time = ({ t, at, now, still, exact }: TimeProps) => {
  const exactly = t.exact(at)
  if (exact)
    return (
      <time datetime={at.toISOString()} data-whole="">
        {exactly}
      </time>
    )
  return (
    <time
      class="time"
      datetime={at.toISOString()}
      title={exactly}
      data-exact={exactly}
      data-relative=""
      {...(still ? {} : { tabindex: 0 })}
    >
      {t.relative(at, now)}
    </time>
  )
}
