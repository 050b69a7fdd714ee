import { z } from 'zod'
import { back } from './answered.ts'
import { formFields } from './attachments/of-form.ts'

/** A reply, as a form or a program sends it. */
export const newReply = back.extend({
  id: z.uuid().optional(),
  text: z.string().default(''),
  in_reply_to: z.uuid().optional(),
  /** How far the conversation had come when the writer saw it; without it nothing is compared. */
  seen: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  split: z.union([z.boolean(), z.literal('1').transform(() => true)]).optional(),
  parts: z.array(z.string()).max(100).optional(),
  /** It waits for some seconds, in which it can be taken back. */
  wait: z.union([z.boolean(), z.literal('1').transform(() => true)]).optional(),
  /** When it leaves: what a button says, or the field beside it. */
  leaves_at: z.string().max(60).optional(),
  leaves_on: z.string().max(60).optional(),
  ...formFields,
  /** Which of the draft's attachments go with it, each with what is to be seen in it where that is not said yet. */
  attachments: z
    .array(
      z.union([
        z.uuid().transform((id) => ({ id })),
        z.object({ id: z.uuid(), alt: z.string().max(20_000).optional() }),
      ]),
    )
    .max(100)
    .optional(),
  /** The link that goes with what it leads to, where the network shows what we send. */
  card: z.string().max(2000).optional(),
  /** After the reminder: sent although an image says nothing to who cannot see it; and closed, as it was to be. */
  without_alt: z.enum(['send', 'close']).optional(),
  /** The second button: nothing more to do once it is said. */
  close: z.union([z.boolean(), z.literal('1').transform(() => true)]).optional(),
})
/** A moment that stands in the field counts, whatever button was pressed: nothing leaves before it by mistake. */
export const momentOf = ({ leaves_at: said, leaves_on: on }: z.infer<typeof newReply>): string | undefined =>
  (said === undefined || said === 'chosen' ? on : undefined) || said || undefined
