import { z } from 'zod'

/** A file that goes with an answer or a note, as the API gives it. */
export const attachment = z
  .object({
    id: z.uuid(),
    name: z.string(),
    alt: z.string().describe('What is to be seen in it, for who cannot see it; empty where nobody said.'),
    mime: z.string(),
    bytes: z.number().int(),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    file: z.string().describe('Its bytes, at this address.'),
    by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    at: z.iso.datetime(),
  })
  .meta({
    id: 'Attachment',
    description: 'A file that goes with an answer or a note: where it was taken is out of it.',
  })
