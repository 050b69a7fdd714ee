import type { Channel } from '../../channels/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { shortened } from '../../lib/shortened.ts'
import { Icon } from '../../ui/icons.tsx'
import type { Conversation } from '../conversation.ts'
import type { Audience } from '../reply-audiences.ts'
import type { ReplyTarget } from '../reply-target.ts'
import { networkName, visibilityIcons, withoutNames } from './where.tsx'

/** Who will read it: "Answer in public on Mastodon, to Lucía". */
export const Readers = ({ t, connector, target }: { t: T; connector: { name: string }; target: ReplyTarget }) => (
  <>
    <span class={target.visibility === 'direct' ? 'openness openness--private' : 'openness'}>
      <Icon name={visibilityIcons[target.visibility]} />
      <b>{t(`conversations.answer-${target.visibility}`)}</b>
    </span>{' '}
    <span class="soft">
      {t('conversations.answer-to', { network: connector.name, name: target.name })}{' '}
      <a href={`#message-${target.id}`}>
        {t('ui.quoted', { text: shortened(withoutNames(target.excerpt).trim(), 60) })}
      </a>
    </span>
  </>
)

export interface AudiencesProps {
  t: T
  connectors: Connectors
  conversation: Conversation
  target: ReplyTarget | undefined
  audiences: readonly Audience[]
  channels: readonly Channel[]
  here: string
}

/** Where one can answer, when there is more than one place: in public or in private, on this network or on that one. */
export const Audiences = ({ t, connectors, conversation, target, audiences, channels, here }: AudiencesProps) => {
  if (audiences.length < 2) return null
  return (
    <nav class="audiences" aria-label={t('conversations.audiences')}>
      <ul>
        {audiences.map((one) => {
          const channel = channels.find(({ id }) => id === one.channelId) ?? conversation.channel
          const chosen = one.channelId === target?.channelId && one.visibility === target.visibility
          return (
            <li>
              <a
                class={one.visibility === 'direct' ? 'openness openness--private' : 'openness'}
                href={`${here}${here.includes('?') ? '&' : '?'}to=${one.messageId}#reply`}
                {...(chosen ? { 'aria-current': 'true' } : {})}
              >
                <Icon name={visibilityIcons[one.visibility]} size="small" />
                <b>{t(`conversations.visibility-${one.visibility}`)}</b> {networkName(connectors, channel.network).name}
                , {one.name}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
