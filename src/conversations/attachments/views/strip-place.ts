import { type Words, words } from '../../../lib/words.ts'
import type { IconName } from '../../../ui/icons.tsx'
import { mostBytes } from '../attach.ts'
import type { Attachment } from '../attachment.ts'
import { kindNames, megabytes, type Taking, whyNot } from '../limits.ts'
import { mostWithNote } from '../of-note.ts'

/** With what a strip of attachments goes: where they are kept, and what is taken there. */
export interface StripPlace {
  /** Of the field for files. */
  id: string
  /** Where the strip is asked for, and files are sent to. */
  url: string
  /** The address of one of them, before its id. */
  one: string
  /** What the list of them is called. */
  label: string
  /** They are of the draft that all of us write, and so are kept without anything else. */
  shared: boolean
  takes:
    | { most: number; accept: string; altMax?: number | undefined; limits: Words; label: string; icon: IconName }
    | undefined
  /** Why nothing is taken. */
  why?: Words | undefined
  /** What is said under them. */
  under?: Words | undefined
  /** Why one of them cannot go along; undefined where it can. */
  whyNot(attachment: Attachment): Words | undefined
}

/** With an answer, as its network takes them. */
export function placeOfAnswer(conversationId: string, taking: Taking): StripPlace {
  const { takes, why } = taking
  return {
    id: `attach-${conversationId}`,
    url: `/conversations/${conversationId}/attachments`,
    one: '/attachments',
    label: 'conversations.attached',
    shared: true,
    takes: takes && takenWithAnswer(taking, takes),
    why,
    under: words('conversations.attach-first'),
    whyNot: (attachment) => whyNot(attachment, taking),
  }
}

function takenWithAnswer({ network }: Taking, takes: NonNullable<Taking['takes']>) {
  const allPictures = Object.keys(takes.kinds).every((kind) => kind.startsWith('image/'))
  const max = megabytes(Math.max(...Object.values(takes.kinds)))
  const params = { network, most: takes.most, kinds: kindNames(takes), max }
  return {
    most: takes.most,
    accept: Object.keys(takes.kinds).join(','),
    altMax: takes.altMax,
    limits: words(allPictures ? 'conversations.attach-limits' : 'conversations.attach-limits-files', params),
    label: allPictures ? 'conversations.attach' : 'conversations.attach-file',
    icon: allPictures ? ('image' as const) : ('paperclip' as const),
  }
}

/** With a note: whatever it is, for the team. */
export const placeOfNote = (conversationId: string): StripPlace => ({
  id: `attach-note-${conversationId}`,
  url: `/conversations/${conversationId}/note-attachments`,
  one: '/note-attachments',
  label: 'conversations.note-attached',
  shared: false,
  takes: {
    most: mostWithNote,
    accept: '',
    limits: words('conversations.note-attach-limits', { most: mostWithNote, max: mostBytes / 1e6 }),
    label: 'conversations.note-attach',
    icon: 'paperclip',
  },
  whyNot: () => undefined,
})
