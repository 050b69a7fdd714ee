import type { Child } from 'hono/jsx'
import type { T } from '../../core/i18n/translator.ts'
import { Avatar } from '../../ui/components/avatar.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { PaneBody, PaneHead, Section } from '../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import { faceOf, type Identity, type Person } from '../person.ts'

export interface PersonPageProps {
  shell: Shell
  person: Person
  /** A network's own name, by its word in the database. */
  nameOf: (network: string) => { name: string; mark: string }
  /** What other rooms know of them. */
  more: readonly Child[]
}

/** One person, by their name: where they talk, and what other rooms know. */
export const PersonPage = ({ shell, person, nameOf, more }: PersonPageProps) => {
  const { t } = shell
  return (
    <Desk {...shell} title={person.name} current="people">
      <PaneHead
        t={t}
        title={person.name}
        subtitle={t('people.known-since', { date: t.date(person.createdAt) })}
        lead={<Avatar name={person.name} id={person.id} src={faceOf(person)} />}
        back="/conversations"
      />
      <PaneBody page>
        <Section title={t('people.identities')}>
          <ul class="rows">
            {person.identities.map((identity) => (
              <li class="row">
                <Account t={t} identity={identity} network={nameOf(identity.network)} personId={person.id} />
              </li>
            ))}
          </ul>
        </Section>
        {more.length > 0 ? (
          [...more]
        ) : (
          <Empty title={t('people.quiet')} icon="message-circle">
            {t('people.quiet-help')}
          </Empty>
        )}
      </PaneBody>
    </Desk>
  )
}

interface AccountProps {
  t: T
  identity: Identity
  network: { name: string; mark: string }
  personId: string
}

const Account = ({ t, identity, network, personId }: AccountProps) => (
  <div class="row__link">
    <Avatar name={identity.name} id={personId} network={network} src={identity.avatar} />
    <span class="row__words">
      <span class="row__head">
        <span class="row__title">{identity.name}</span>
        {identity.url && (
          <Button
            variant="plain"
            small
            icon="external-link"
            label={t('people.see-there', { network: network.name })}
            href={identity.url}
            newTab
          />
        )}
      </span>
      <span class="row__text">{[network.name, identity.handle].filter(Boolean).join(' · ')}</span>
      {identity.isBot && (
        <span class="chips">
          <Chip>{t('people.bot')}</Chip>
        </span>
      )}
    </span>
  </div>
)
