import type { Channel } from '../../channels/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import type { Viewer } from '../../core/web.ts'
import type { Deciding } from '../approval/find-deciding.ts'
import type { RefusedDecision } from '../approval/views/deciding.tsx'
import type { Team, Teammate } from '../assignees.ts'
import type { Attachment } from '../attachments/attachment.ts'
import type { StripProps } from '../attachments/views/strip.tsx'
import type { CoachedText } from '../coach/routes.tsx'
import type { Conversation } from '../conversation.ts'
import type { Draft } from '../draft.ts'
import type { Meanwhile } from '../presence/meanwhile.ts'
import type { Present } from '../presence/who.ts'
import type { Promised } from '../promises/promise.ts'
import type { Audience } from '../reply-audiences.ts'
import type { ReplyTarget } from '../reply-target.ts'
import type { Response } from '../response-tree/proposal.ts'

/** A text that was refused, as it was written, with the reason. */
export interface Refused {
  text: string
  reason: string
  /** Somebody of us answered meanwhile: the latest answer that the writer had not seen. */
  meanwhile?: Meanwhile
  /** The message that it answers. */
  inReplyTo?: string
  /** Of a note that was to go with a hand-over, to whom, as its form says it. */
  to?: string
  /** It was refused for whom it was to go to, not for the text. */
  isUnknown?: boolean
  /** Where it was written: the same list stands beside it again. */
  back?: string
  /** When it was to leave. */
  leaves?: Date
  /** So many of its images say nothing to who cannot see them; and what was to become of the conversation then. */
  lacksAlt?: { closes: boolean }
}

export interface AnsweringProps {
  t: T
  connectors: Connectors
  conversation: Conversation
  target: ReplyTarget | undefined
  /** Where else one can answer here. */
  audiences: readonly Audience[]
  /** The windows of a conversation that stands at several. */
  channels: readonly Channel[]
  draft: Draft | undefined
  /** What stands with it. */
  attached: Pick<StripProps, 'attachments' | 'version'>
  /** What stands with the note that they are writing. */
  ofNote: readonly Attachment[]
  /** The reply, or the note, that came back. */
  refused?: { reply?: Refused; note?: Refused; decision?: RefusedDecision } | undefined
  /** An answer of a colleague that is looked at instead of writing one. */
  deciding?: Deciding | undefined
  /** A text that somebody without script had checked. */
  coached?: CoachedText | undefined
  /** Who else of us is here. */
  present: readonly Present[]
  /** Whom a note may name. */
  teammates: readonly Teammate[]
  teams: readonly Team[]
  promises: readonly Promised[]
  /** What to do about what was said, unless they do not want to see it. */
  response: Response | undefined
  isTreeHidden: boolean
  /** A promise that they are to be told was not kept. */
  breaking?: string | undefined
  /** How far the conversation has come on this page. */
  seen: number
  viewer: Pick<Viewer, 'id' | 'can' | 'teamIds' | 'undoSeconds' | 'timeZone'>
  mayReply: boolean
  /** A note is written instead of an answer. */
  isNote: boolean
  here: string
}
