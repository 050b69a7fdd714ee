import type { T } from '../../../core/i18n/translator.ts'
import { shortened } from '../../../lib/shortened.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Chip } from '../../../ui/components/chip.tsx'
import { Deed } from '../../../ui/components/form.tsx'
import { Section } from '../../../ui/components/pane.tsx'
import { Time } from '../../../ui/components/time.tsx'
import { withoutNames } from '../../views/where.tsx'
import type { Standing } from '../find.ts'
import type { Related } from '../link.ts'

export interface RelatedProps {
  t: T
  conversationId: string
  related: readonly Related[]
  rearranged: readonly Standing[]
  mayChange: boolean
}

/** What it has to do with others, and what was put together or apart here, with the way back. */
export const RelatedSection = ({ t, conversationId, related, rearranged, mayChange }: RelatedProps) => {
  if (related.length === 0 && rearranged.length === 0) return null
  return (
    <Section title={t('conversations.related')}>
      <ul class="related">
        {related.map((one) => (
          <li class="related__one">
            <a href={`/conversations/${one.id}`}>{one.subject ?? one.name ?? t('conversations.other-one')}</a>{' '}
            <span class="soft">{shortened(withoutNames(one.excerpt), 60)}</span>
            <span class="chips">
              <Chip icon={one.how === 'linked' ? 'link' : 'split'}>{t(`conversations.related-${one.how}`)}</Chip>
              <Chip>{t('conversations.state-is', { state: one.state })}</Chip>
            </span>
            {one.why && <p class="related__why">{one.why}</p>}
            <p class="soft">
              {one.by && `${one.by.name} · `}
              <Time t={t} at={new Date(one.at)} />
            </p>
            {one.linkId && mayChange && (
              <Deed
                action={`/conversation-links/${one.linkId}`}
                method="delete"
                fields={{ back: `/conversations/${conversationId}` }}
              >
                <Button small variant="plain" icon="unlink-2">
                  {t('conversations.unlink')}
                </Button>
              </Deed>
            )}
          </li>
        ))}
        {rearranged.map((one) => (
          <li class="related__one">
            {t(`conversations.rearranged-${one.kind}`, {
              name: one.by?.name ?? t('conversations.somebody'),
              how: one.toId === conversationId ? 'in' : 'out',
            })}{' '}
            · <Time t={t} at={new Date(one.at)} />
            {one.isStoodOn && <p class="soft">{t('conversations.rearranged-stood-on')}</p>}
            {mayChange && !one.isStoodOn && (
              <Deed action={`/rearrangements/${one.id}`} method="delete">
                <Button small variant="plain" icon="undo-2">
                  {t('conversations.rearranged-undo')}
                </Button>
              </Deed>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
