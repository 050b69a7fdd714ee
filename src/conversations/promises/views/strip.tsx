import type { T } from '../../../core/i18n/translator.ts'
import type { Promised } from '../promise.ts'
import { PromiseItem } from './item.tsx'

export const stripId = (conversationId: string): string => `promises-of-${conversationId}`

interface StripProps {
  t: T
  conversationId: string
  /** Those that stand and are open. */
  promises: readonly Promised[]
  mayChange: boolean
}

/** Above what was said: what we said we would do. Live changes replace it. */
export const PromiseStrip = (props: StripProps) => (
  <div id={stripId(props.conversationId)}>
    <Promises {...props} />
  </div>
)

export const Promises = ({ t, conversationId, promises, mayChange }: StripProps) => {
  const standing = promises.filter(({ madeAt, state }) => madeAt !== null && state === 'open')
  if (standing.length === 0) return null
  const back = `/conversations/${conversationId}`
  return (
    <section class="promises promises--strip" aria-label={t('promises.here')}>
      <ul class="promises__list">
        {standing.map((promise) => (
          <PromiseItem t={t} promise={promise} mayChange={mayChange} back={back} />
        ))}
      </ul>
    </section>
  )
}
