import type { Connectors } from '../../../connectors/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { shortened } from '../../../lib/shortened.ts'
import { Card } from '../../../ui/components/card.tsx'
import { Chip } from '../../../ui/components/chip.tsx'
import { Time } from '../../../ui/components/time.tsx'
import type { Message } from '../../message.ts'
import { titleOf } from '../../views/head.tsx'
import { networkName, visibilityIcons, withoutNames } from '../../views/where.tsx'
import type { Compared } from '../compare.ts'

interface ComparedProps {
  t: T
  connectors: Connectors
  it: Compared
}

/** A conversation as one looks at it before something is done to it: where it is, how it stands, what was said last. */
export const ComparedCard = ({ t, connectors, it }: ComparedProps) => {
  const { conversation, faces, latest } = it
  const { channel, assignment } = conversation
  const holder = assignment?.user ?? assignment?.team
  return (
    <Card title={<a href={`/conversations/${conversation.id}`}>{titleOf(t, conversation, faces)}</a>} class="compared">
      <p class="chips">
        <Chip>
          {t('conversations.at', { network: networkName(connectors, channel.network).name, channel: channel.name })}
        </Chip>
        <Chip tone={conversation.state === 'closed' ? 'olive' : 'plain'}>
          {t('conversations.state-is', { state: conversation.state })}
        </Chip>
        {holder && (
          <Chip tone="tile" icon="user-check">
            {holder.name}
          </Chip>
        )}
        {conversation.tags.map((name) => (
          <Chip icon="tag">{name}</Chip>
        ))}
      </p>
      <p class="soft">{t('conversations.messages-count', { count: conversation.messageCount })}</p>
      <ul class="compared__said">
        {latest.map((message) => (
          <li>
            <SaidShort t={t} message={message} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

export const SaidShort = ({ t, message }: { t: T; message: Message }) => (
  <>
    <b>{message.speaker.name}</b>{' '}
    <Chip tone={message.visibility === 'direct' ? 'saffron' : 'plain'} icon={visibilityIcons[message.visibility]}>
      {t(`conversations.visibility-${message.visibility}`)}
    </Chip>{' '}
    <Time t={t} at={message.saidAt} />
    <span class="compared__text" dir="auto">
      {shortened(withoutNames(message.text), 200)}
    </span>
  </>
)
