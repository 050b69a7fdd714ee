import type { z } from 'zod'
import type { Ability } from '../access/index.ts'

/** One thing a program can ask for: what the OpenAPI document is made of. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** As the router writes it: `/conversations/:id`. */
  path: string
  about: string
  /** The scope a token needs. */
  scope: Ability
  query?: z.ZodObject
  body?: z.ZodType
  /** The body is a file as it is, or files with fields, instead of JSON. */
  bodyType?: 'application/octet-stream' | 'multipart/form-data'
  answer: z.ZodType
  status?: 200 | 201 | 202
  /** Instead of JSON. */
  type?: 'text/event-stream' | 'text/csv'
}
