import type { Child } from 'hono/jsx'
import type { Channel } from '../../channels/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import type { Viewer } from '../../core/web.ts'
import { Avatar } from '../../ui/components/avatar.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { PaneHead } from '../../ui/components/pane.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { Team, Teammate } from '../assignees.ts'
import type { Conversation } from '../conversation.ts'
import type { Face, InboxRow } from '../inbox-rows.ts'
import { Line, lineId } from '../presence/marks.tsx'
import type { Present } from '../presence/who.ts'
import type { Audience } from '../reply-audiences.ts'
import type { ReplyTarget } from '../reply-target.ts'
import { DueChip } from '../service-levels/views/due-chip.tsx'
import { Deeds } from './deeds.tsx'
import { Followers } from './followers.tsx'
import { type NetworkName, networkName, visibilityIcons } from './where.tsx'

export interface HeadProps {
  t: T
  viewer: Viewer
  now: Date
  conversation: Conversation
  network: NetworkName
  faces: readonly Face[]
  target: ReplyTarget | undefined
  /** How openly one speaks here, where that is not one and the same. */
  audiences: readonly Pick<Audience, 'visibility'>[]
  connectors: Connectors
  /** The windows of a conversation that stands at several. */
  channels: readonly Channel[]
  teammates: readonly Teammate[]
  teams: readonly Team[]
  /** Who else has it before them. */
  present: readonly Present[]
  /** Where a narrow screen goes back to, and where deeds return to. */
  back: string
  here: string
  /** They do not want to see what to do about it. */
  isTreeHidden: boolean
  /** Deeds of rooms above. */
  deedsMore: Child[]
}

/** Who talks, where, how openly, and what can be done with the conversation. */
export const Head = (props: HeadProps) => {
  const { t, conversation, faces, back, present } = props
  const [face] = faces
  return (
    <PaneHead
      t={t}
      title={titleOf(t, conversation, faces)}
      subtitle={<Where {...props} />}
      lead={face && <Avatar name={face.name} id={face.personId} src={face.avatar} size="small" />}
      back={back}
      actions={
        <>
          <t-presence data-url={`/conversations/${conversation.id}/presence`}>
            <span class="here here--named" id={lineId(conversation.id)} data-here={conversation.id}>
              <Line t={t} present={present} />
            </span>
          </t-presence>
          <Deeds {...props} />
        </>
      }
    >
      <div class="chips">
        <State t={t} state={stateOf(conversation)} />
        <HolderAway {...props} />
        <Followers t={t} conversationId={conversation.id} followers={conversation.followers} />
      </div>
    </PaneHead>
  )
}

/** Whoever has it is not here. */
const HolderAway = ({ t, conversation, teammates }: HeadProps) => {
  const holder = teammates.find(({ id }) => id === conversation.assignment?.user?.id)
  if (!holder?.awayUntil) return null
  return (
    <Chip tone="saffron" icon="calendar">
      {t('conversations.away-is', { name: holder.name, until: t.date(holder.awayUntil) })}
    </Chip>
  )
}

export function titleOf(t: T, conversation: Pick<Conversation, 'subject'>, faces: readonly Face[]): string {
  if (conversation.subject) return conversation.subject
  const [face] = faces
  if (!face) return t('conversations.nobody')
  return faces.length > 1 ? t('conversations.and-more', { name: face.name, count: faces.length - 1 }) : face.name
}

/** Impossible to miss: the icon and the words of how openly one speaks here. */
const Where = ({ t, connectors, conversation, channels, target, audiences }: HeadProps) => (
  <>
    {[...new Set([...(target ? [target] : []), ...audiences].map((one) => one.visibility))].map((visibility) => (
      <>
        <Chip tone={visibility === 'direct' ? 'saffron' : 'tile'} icon={visibilityIcons[visibility]}>
          {t(`conversations.visibility-${visibility}`)}
        </Chip>{' '}
      </>
    ))}
    {(channels.length > 1 ? channels : [conversation.channel])
      .map((one) => t('conversations.at', { network: networkName(connectors, one.network).name, channel: one.name }))
      .join(' + ')}
  </>
)

/** Our state towards the conversation, the same for everybody. Live changes replace it. */
export const State = ({ t, state }: { t: T; state: StateShown }) => (
  <p class="chips" id={`state-${state.id}`}>
    {state.dues.map((due) => (
      <DueChip t={t} due={due} />
    ))}
    {state.state === 'closed' && (
      <Chip tone="olive" icon="check">
        {t('conversations.is-closed')}
      </Chip>
    )}
    {state.state === 'spam' && (
      <Chip tone="wine" icon="circle-x" data-spam="">
        {t('conversations.is-spam')}
      </Chip>
    )}
    {state.snoozedUntil && (
      <Chip tone="saffron" icon="alarm-clock">
        {t('conversations.until')} <Time t={t} at={state.snoozedUntil} />
      </Chip>
    )}
    {(state.user ?? state.team) && (
      <Chip tone="tile" icon={state.user ? 'user-check' : 'users-round'}>
        {state.user?.name ?? state.team?.name}
      </Chip>
    )}
    {state.tags.map((name) => (
      <Chip icon="tag" href={`/conversations?view=open&tag=${encodeURIComponent(name)}`}>
        {name}
      </Chip>
    ))}
  </p>
)

export type StateShown = Pick<InboxRow, 'id' | 'state' | 'snoozedUntil' | 'dues' | 'user' | 'team' | 'tags'>

const stateOf = (it: Conversation): StateShown => ({
  id: it.id,
  state: it.state,
  snoozedUntil: it.snooze?.until ?? null,
  dues: it.dues,
  user: it.assignment?.user ?? null,
  team: it.assignment?.team ?? null,
  tags: it.tags,
})
