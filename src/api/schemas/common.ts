import { z } from 'zod'

export const id = z.uuid()
export const at = z.iso.datetime()
export const who = z.object({ id, name: z.string() }).nullable()

const sentence = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

export const words = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), sentence])).optional(),
})

export const failure = z.object({
  kind: z.enum(['reconnect', 'invalid', 'rate-limited', 'temporary', 'gone']),
  words,
  until: at.optional(),
})

export const share = z.number().min(0).max(1)

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457: what happened and what to do, in the language of the request.' })
