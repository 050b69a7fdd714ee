import type { Child } from 'hono/jsx'
import type { Channel } from '../../channels/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Viewer } from '../../core/web.ts'
import type { Person } from '../../people/index.ts'
import { PaneBody } from '../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import type { Team, Teammate } from '../assignees.ts'
import type { Conversation } from '../conversation.ts'
import type { Draft } from '../draft.ts'
import type { Face, InboxRow } from '../inbox-rows.ts'
import type { Listed } from '../listed.ts'
import { addressOf, queryOf } from '../place.ts'
import type { Present } from '../presence/who.ts'
import type { Promised } from '../promises/promise.ts'
import { PromiseStrip } from '../promises/views/strip.tsx'
import type { Standing } from '../rearrange/find.ts'
import type { Related } from '../rearrange/link.ts'
import { RelatedSection } from '../rearrange/views/related.tsx'
import type { ReplyTarget } from '../reply-target.ts'
import type { Response } from '../response-tree/proposal.ts'
import type { Timeline } from '../timeline.ts'
import { Answering } from './answering.tsx'
import type { AnsweringProps } from './answering-props.ts'
import { Aside } from './aside.tsx'
import { Head, titleOf } from './head.tsx'
import { InboxList } from './inbox-list.tsx'
import { offersAt, othersOf } from './setting.ts'
import { Thread, type ThreadProps } from './thread.tsx'
import { networkName } from './where.tsx'

/** Everything that the page of a conversation shows. */
export interface ConversationPageProps {
  shell: Shell
  viewer: Viewer
  now: Date
  connectors: Connectors
  listed: Listed
  conversation: Conversation
  timeline: Timeline
  /** The page of the thread is the latest one. */
  isLatest: boolean
  faces: readonly Face[]
  person: Person | undefined
  otherConversations: readonly InboxRow[]
  target: ReplyTarget | undefined
  audiences: AnsweringProps['audiences']
  /** The windows of a conversation that stands at several. */
  channels: readonly Channel[]
  related: readonly Related[]
  rearranged: readonly Standing[]
  /** What we said we would do here, and what only the draft says. */
  promises: readonly Promised[]
  /** What to do about what was said. */
  response: Response | undefined
  isTreeHidden: boolean
  draft: Draft | undefined
  attached: AnsweringProps['attached']
  ofNote: AnsweringProps['ofNote']
  present: readonly Present[]
  seen: number
  teammates: readonly Teammate[]
  teams: readonly Team[]
  refused?: AnsweringProps['refused']
  coached?: AnsweringProps['coached']
  deciding?: AnsweringProps['deciding']
  isNote: boolean
  breaking?: AnsweringProps['breaking']
  beforeReply: Child[]
  happenedMore: ThreadProps['happenedMore']
  /** Deeds of rooms above. */
  deedsMore: Child[]
  bulkMore: Child[]
  asideMore: Child[]
}

/** The desk with a conversation open: the list, what was said, and who is talking. */
export const ConversationPage = (props: ConversationPageProps) => {
  const { shell, viewer, connectors, listed, conversation, faces, person } = props
  const { t } = shell
  const here = `/conversations/${conversation.id}${queryOf(listed.place)}`
  const there = props.channels.find(({ id }) => id === props.target?.channelId) ?? conversation.channel
  const network = networkName(connectors, there.network)
  return (
    <Desk
      {...shell}
      title={titleOf(t, conversation, faces)}
      current="inbox"
      pane="main"
      head={<meta name="turbo-prefetch" content="false" />}
      listLabel={t('conversations.list')}
      list={
        <InboxList
          {...{ t, connectors, listed, viewer }}
          currentId={conversation.id}
          bulkMore={props.bulkMore}
          isBeside
        />
      }
      {...(person
        ? {
            asideLabel: t('conversations.who'),
            aside: (
              <Aside
                t={t}
                connectors={connectors}
                person={person}
                others={props.otherConversations.filter(({ id }) => !props.related.some((one) => one.id === id))}
                faces={faces}
                more={[
                  <RelatedSection
                    t={t}
                    conversationId={conversation.id}
                    related={props.related}
                    rearranged={props.rearranged}
                    mayChange={viewer.can.has('close')}
                  />,
                  ...props.asideMore,
                ]}
              />
            ),
          }
        : {})}
    >
      <Head {...props} t={t} network={network} back={addressOf(listed.place)} here={here} />
      <PromiseStrip
        t={t}
        conversationId={conversation.id}
        promises={props.promises}
        mayChange={viewer.can.has('reply')}
      />
      <Talk {...props} />
      <Answering {...props} t={t} mayReply={viewer.can.has('reply')} here={here} />
    </Desk>
  )
}

const Talk = ({
  shell,
  viewer,
  connectors,
  conversation,
  timeline,
  isLatest,
  listed,
  target,
  beforeReply,
  happenedMore,
  audiences,
  channels,
}: ConversationPageProps) => {
  const { t } = shell
  const { channel } = conversation
  const mayReply = viewer.can.has('reply')
  const more = queryOf(listed.place)
  const earlier =
    timeline.earlier && `/conversations/${conversation.id}${more}${more ? '&' : '?'}before=${timeline.earlier}`
  return (
    <PaneBody keep={`talk-${conversation.id}`}>
      {beforeReply}
      <Thread
        setting={{
          t,
          conversationId: conversation.id,
          network: networkName(connectors, channel.network),
          mayReply,
          canAnswer: mayReply && connectors.get(channel.network)?.speak !== undefined && !channel.account.cannotSay,
          ...offersAt(connectors, channel, mayReply),
          mayRearrange: viewer.can.has('close'),
          others: othersOf(channels, connectors, mayReply),
        }}
        visibility={isMixed(audiences) ? undefined : (target?.visibility ?? 'public')}
        timeline={timeline}
        earlier={earlier}
        isLatest={isLatest}
        latest={`/conversations/${conversation.id}${more}`}
        happenedMore={happenedMore}
        mayRemove={(note) => note.by?.id === viewer.id || viewer.can.has('team')}
      />
    </PaneBody>
  )
}

/** Said in public and in private: each message says which. */
const isMixed = (audiences: AnsweringProps['audiences']): boolean =>
  new Set(audiences.map(({ visibility }) => visibility)).size > 1
