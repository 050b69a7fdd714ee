import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import type { Who } from '../../conversation.ts'
import type { Delivery, DeliveryApproval } from '../../deliveries.ts'

/** "Ana, Marta or Olga": some of those who may decide. */
export function namesOf(t: T, deciders: readonly Who[]): string {
  const names = deciders.slice(0, mostNamed).map(({ name }) => name)
  const all = deciders.length > mostNamed ? [...names, t('conversations.approval-others')] : names
  if (all.length === 0) return t('conversations.approval-nobody-here')
  return new Intl.ListFormat(t.language, { type: 'disjunction' }).format(all)
}

const mostNamed = 3

/** Under an answer that has not left: who is to approve it, and by which rule. */
export const waitsWords = (t: T, { deciders, rule }: DeliveryApproval): string =>
  t('conversations.approval-waits', { who: namesOf(t, deciders), rule: rule.name })

export const decideHref = ({ conversationId, replyId }: Pick<Delivery, 'conversationId' | 'replyId'>): string =>
  `/conversations/${conversationId}?decide=${replyId}#decide`

/** Drawn alike for everybody: what each may do with it stands where it leads. */
export const ToApprove = ({ t, delivery }: { t: T; delivery: Delivery }) => (
  <div class="actions">
    <Button small icon="user-check" href={decideHref(delivery)}>
      {t('conversations.approval-look')}
    </Button>
  </div>
)
