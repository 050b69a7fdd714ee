import type { Child } from 'hono/jsx'
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
import type { ReplyTarget } from '../reply-target.ts'
import type { Timeline } from '../timeline.ts'
import { Answering, type AnsweringProps } from './answering.tsx'
import { Aside } from './aside.tsx'
import { Head, titleOf } from './head.tsx'
import { InboxList } from './inbox-list.tsx'
import { moderationsOf } from './setting.ts'
import { Thread } from './thread.tsx'
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
  draft: Draft | undefined
  others: readonly string[]
  teammates: readonly Teammate[]
  teams: readonly Team[]
  refused?: AnsweringProps['refused']
  isNote: boolean
  beforeReply: Child[]
  asideMore: Child[]
}

/** The desk with a conversation open: the list, what was said, and who is talking. */
export const ConversationPage = (props: ConversationPageProps) => {
  const { shell, viewer, connectors, listed, conversation, faces, person } = props
  const { t } = shell
  const here = `/conversations/${conversation.id}${queryOf(listed.place)}`
  const network = networkName(connectors, conversation.channel.network)
  const mayConnect = viewer.can.has('channels')
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
          t={t}
          connectors={connectors}
          listed={listed}
          currentId={conversation.id}
          mayConnect={mayConnect}
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
                others={props.otherConversations}
                faces={faces}
                more={props.asideMore}
              />
            ),
          }
        : {})}
    >
      <Head {...props} t={t} network={network} back={addressOf(listed.place)} here={here} />
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
          moderations: mayReply ? moderationsOf(connectors, channel.network) : [],
        }}
        visibility={target?.visibility ?? 'public'}
        timeline={timeline}
        earlier={earlier}
        isLatest={isLatest}
        latest={`/conversations/${conversation.id}${more}`}
        mayRemove={(note) => note.by?.id === viewer.id || viewer.can.has('team')}
      />
    </PaneBody>
  )
}
