import type { Child } from 'hono/jsx'
import type { Connectors } from '../../connectors/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { shortened } from '../../lib/shortened.ts'
import { faceOf, type Person } from '../../people/index.ts'
import { Avatar } from '../../ui/components/avatar.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { PaneBody, Section } from '../../ui/components/pane.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { Face, InboxRow } from '../inbox-rows.ts'
import { networkName, withoutNames } from './where.tsx'

export interface AsideProps {
  t: T
  connectors: Connectors
  person: Person
  /** Their other conversations with us. */
  others: readonly InboxRow[]
  faces: readonly Face[]
  /** What rooms above know of them. */
  more: readonly Child[]
}

/** The person we are answering, and who else is at the table. */
export const Aside = ({ t, connectors, person, others, faces, more }: AsideProps) => (
  <PaneBody>
    <div class="person">
      <Avatar name={person.name} id={person.id} src={faceOf(person)} size="large" />
      <div>
        <h2 class="person__name">{person.name}</h2>
        <p class="soft">
          {t('conversations.known-since', { date: t.date(person.createdAt) })} ·{' '}
          <a href={`/people/${person.id}`}>{t('conversations.their-page')}</a>
        </p>
      </div>
    </div>
    <div class="chips">
      {person.identities.map((identity) => (
        <Chip {...(identity.url ? { href: identity.url } : {})}>
          {networkName(connectors, identity.network).name} {identity.handle ?? identity.name}
        </Chip>
      ))}
    </div>
    {[...more]}
    {others.length > 0 && (
      <Section title={t('conversations.other-conversations')}>
        <ul class="facts">
          {others.map((row) => (
            <li class="facts__one">
              <a href={`/conversations/${row.id}`}>{row.subject ?? shortened(withoutNames(row.excerpt), 60)}</a>
              <Time t={t} at={row.lastAt} />
            </li>
          ))}
        </ul>
      </Section>
    )}
    {faces.length > 1 && (
      <Section title={t('conversations.also-here')}>
        <div class="chips">
          {faces
            .filter((face) => face.personId !== person.id)
            .map((face) => (
              <Chip href={`/people/${face.personId}`}>{face.name}</Chip>
            ))}
        </div>
      </Section>
    )}
  </PaneBody>
)
