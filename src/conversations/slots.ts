import type { T } from '../core/i18n/translator.ts'
import type { Viewer } from '../core/web.ts'
import { type Slot, slot } from '../ui/slots.ts'

export interface Page {
  t: T
  viewer: Viewer
}

/** About the person who is being answered; ids of persons. */
export const conversationAside: Slot<Page> = slot('conversation.aside')
/** What to know before answering; ids of conversations. */
export const conversationBeforeReply: Slot<Page> = slot('conversation.before-reply')
