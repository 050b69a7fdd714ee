import { z } from 'zod'
import { field } from '../field.ts'

/** An `api` window: a name of our own, and where replies go. */
export const apiSettings = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .meta(field({ label: 'api.name', help: 'api.name-help', placeholder: 'Mostrador' })),
  webhook: z
    .url({ protocol: /^https?$/ })
    .or(z.literal(''))
    .default('')
    .meta(field({ label: 'api.webhook', help: 'api.webhook-help', input: 'url' })),
  onlyMatches: z
    .boolean()
    .default(false)
    .meta(field({ label: 'api.only-matches', help: 'api.only-matches-help', input: 'checkbox', advanced: true })),
  secret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/=]{32,}$/)
    .optional()
    .meta(field({ label: 'api.secret', secret: true, hidden: true })),
  id: z
    .string()
    .optional()
    .meta(field({ label: 'api.name', hidden: true })),
})
