import type { T } from '../../core/i18n/translator.ts'
import type { Viewer } from '../../core/web.ts'
import { Avatar } from '../../ui/components/avatar.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { PaneHead } from '../../ui/components/pane.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { Team, Teammate } from '../assignees.ts'
import type { Conversation } from '../conversation.ts'
import type { Face, InboxRow } from '../inbox-rows.ts'
import type { ReplyTarget } from '../reply-target.ts'
import { Deeds } from './deeds.tsx'
import { type NetworkName, visibilityIcons } from './where.tsx'

export interface HeadProps {
  t: T
  viewer: Viewer
  now: Date
  conversation: Conversation
  network: NetworkName
  faces: readonly Face[]
  target: ReplyTarget | undefined
  teammates: readonly Teammate[]
  teams: readonly Team[]
  /** Where a narrow screen goes back to, and where deeds return to. */
  back: string
  here: string
}

/** Who talks, where, how openly, and what can be done with the conversation. */
export const Head = (props: HeadProps) => {
  const { t, conversation, faces, back } = props
  const [face] = faces
  return (
    <PaneHead
      t={t}
      title={titleOf(t, conversation, faces)}
      subtitle={<Where {...props} />}
      lead={face && <Avatar name={face.name} id={face.personId} src={face.avatar} size="small" />}
      back={back}
      actions={<Deeds {...props} />}
    >
      <State t={t} state={stateOf(conversation)} />
    </PaneHead>
  )
}

export function titleOf(t: T, conversation: Pick<Conversation, 'subject'>, faces: readonly Face[]): string {
  if (conversation.subject) return conversation.subject
  const [face] = faces
  if (!face) return t('conversations.nobody')
  return faces.length > 1 ? t('conversations.and-more', { name: face.name, count: faces.length - 1 }) : face.name
}

/** Impossible to miss: the icon and the words of how openly one speaks here. */
const Where = ({ t, conversation, network, target }: HeadProps) => (
  <>
    {target && (
      <Chip tone={target.visibility === 'direct' ? 'saffron' : 'tile'} icon={visibilityIcons[target.visibility]}>
        {t(`conversations.visibility-${target.visibility}`)}
      </Chip>
    )}{' '}
    {t('conversations.at', { network: network.name, channel: conversation.channel.name })}
  </>
)

/** Our state towards the conversation, the same for everybody. Live changes replace it. */
export const State = ({ t, state }: { t: T; state: StateShown }) => (
  <p class="chips" id={`state-${state.id}`}>
    {state.state === 'closed' && (
      <Chip tone="olive" icon="check">
        {t('conversations.is-closed')}
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

export type StateShown = Pick<InboxRow, 'id' | 'state' | 'snoozedUntil' | 'user' | 'team' | 'tags'>

const stateOf = (it: Conversation): StateShown => ({
  id: it.id,
  state: it.state,
  snoozedUntil: it.snooze?.until ?? null,
  user: it.assignment?.user ?? null,
  team: it.assignment?.team ?? null,
  tags: it.tags,
})
