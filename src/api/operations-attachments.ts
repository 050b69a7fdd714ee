import { z } from 'zod'
import type { Operation } from './operation.ts'
import { attachment } from './schemas/attachment.ts'

const file = z.string().meta({ format: 'binary' })

const bareLink = z.object({ url: z.string(), bare: z.boolean() })

/** What goes with a note beside its words, for the team only. */
export const attachingToNotes: readonly Operation[] = [
  {
    method: 'get',
    path: '/conversations/:id/note-attachments',
    about: 'What the token’s own person has put to the note that they are writing',
    scope: 'close',
    answer: z.object({ attachments: z.array(attachment) }),
  },
  {
    method: 'post',
    path: '/conversations/:id/note-attachments',
    about: 'Brings files of any kind for a note, 20 MB each at most; the note names them when it is written',
    scope: 'close',
    body: z.object({
      file: file.optional(),
      'files[]': z.array(file).optional().describe('Several.'),
      alt: z.string().optional().describe('What is to be seen in it.'),
    }),
    bodyType: 'multipart/form-data',
    answer: z.object({
      attachments: z.array(attachment).describe('What was brought now.'),
      refused: z.array(z.string()).describe('Why others of them were not. Where all were refused the answer is 422.'),
    }),
    status: 201,
  },
  {
    method: 'put',
    path: '/note-attachments/:id',
    about: 'Says what is to be seen in it, for a colleague who cannot see it; while the note is not written',
    scope: 'close',
    body: z.object({ alt: z.string() }),
    answer: attachment,
  },
  {
    method: 'delete',
    path: '/note-attachments/:id',
    about: 'Takes it away from the note that is being written; for a day it can be put back',
    scope: 'close',
    answer: z.object({ id: z.uuid() }),
  },
  {
    method: 'put',
    path: '/note-attachments/:id/place',
    about: 'Puts it back',
    scope: 'close',
    answer: attachment,
  },
]

/** What goes with an answer beside its words. */
export const attaching: readonly Operation[] = [
  {
    method: 'get',
    path: '/conversations/:id/attachments',
    about: 'What stands with the draft, and what the window takes',
    scope: 'reply',
    query: z.object({
      in_reply_to: z.uuid().optional().describe('The message to answer: another one, another window.'),
    }),
    answer: z.object({
      attachments: z.array(attachment),
      takes: z.object({
        network: z.string(),
        most: z.number().int().describe('With one answer; 0: nothing.'),
        kinds: z.record(z.string(), z.number().int()).describe('Of which kinds, and how many bytes each.'),
        alt_max: z.number().int().nullable(),
        why_not: z.string().nullable(),
      }),
    }),
  },
  {
    method: 'post',
    path: '/conversations/:id/attachments',
    about: 'Attaches files to the draft; what the network does not take is refused with what to do',
    scope: 'reply',
    body: z.object({
      file: file.optional(),
      'files[]': z.array(file).optional().describe('Several.'),
      alt: z.string().optional().describe('What is to be seen in it.'),
      in_reply_to: z.uuid().optional(),
    }),
    bodyType: 'multipart/form-data',
    answer: z.object({
      attachments: z.array(attachment).describe('What was attached now.'),
      refused: z.array(z.string()).describe('Why others of them were not. Where all were refused the answer is 422.'),
    }),
    status: 201,
  },
  {
    method: 'put',
    path: '/attachments/:id',
    about: 'Says what is to be seen in it, for who cannot see it',
    scope: 'reply',
    body: z.object({ alt: z.string() }),
    answer: attachment,
  },
  {
    method: 'delete',
    path: '/attachments/:id',
    about: 'Takes it away from the draft; for a day it can be put back',
    scope: 'reply',
    answer: z.object({ id: z.uuid() }),
  },
  {
    method: 'put',
    path: '/attachments/:id/place',
    about: 'Puts it back',
    scope: 'reply',
    answer: attachment,
  },
  {
    method: 'get',
    path: '/conversations/:id/link-preview',
    about: 'What a link leads to, as its page says, and whether the network shows it',
    scope: 'reply',
    query: z.object({ url: z.string(), in_reply_to: z.uuid().optional() }),
    answer: z.object({
      network: z.string(),
      shown: z
        .enum(['made', 'sent'])
        .nullable()
        .describe('`made`: the network looks it up itself. `sent`: it shows what goes with the reply (`card`).'),
      bare: z.boolean().describe('The author of the draft would rather send the link as it is.'),
      preview: z
        .object({ url: z.string(), title: z.string(), description: z.string(), picture: z.string().nullable() })
        .nullable(),
    }),
  },
  {
    method: 'delete',
    path: '/conversations/:id/link-preview',
    about: 'The draft sends this link as it is',
    scope: 'reply',
    body: z.object({ url: z.string() }),
    answer: bareLink,
  },
  {
    method: 'put',
    path: '/conversations/:id/link-preview',
    about: 'The draft sends this link with what it leads to',
    scope: 'reply',
    body: z.object({ url: z.string() }),
    answer: bareLink,
  },
]
