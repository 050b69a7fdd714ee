import type { T } from '../core/i18n/translator.ts'
import type { Viewer } from '../core/web.ts'
import { type Slot, slot } from '../ui/slots.ts'

export interface Page {
  t: T
  viewer: Viewer
}

/** About the person who is being answered; ids of persons. */
export const conversationAside: Slot<Page> = slot('conversation.aside')
/** What can be done with a conversation besides; ids of conversations. */
export const conversationDeeds: Slot<Page> = slot('conversation.deeds')
/** What can be done with many that are chosen, in a form that says which; one id, of the list. */
export const conversationsDeeds: Slot<Page> = slot('conversations.deeds')
/** Under what happened in a conversation; ids of the runs that did it, each at the last thing it did. */
export const conversationHappenings: Slot<Page> = slot('conversation.happenings')
/** What to know before answering; ids of conversations. */
export const conversationBeforeReply: Slot<Page> = slot('conversation.before-reply')
