import { z } from 'zod'
import type { Operation } from './operation.ts'
import { words } from './schemas.ts'

const at = z.iso.datetime()
const visibility = z.enum(['public', 'unlisted', 'followers', 'direct'])
const map = z.record(z.string(), z.string()).describe('Which column holds which field.')

const fileImport = z
  .object({
    id: z.uuid(),
    channel_id: z.uuid(),
    name: z.string(),
    state: z.enum(['draft', 'running', 'stopped', 'failed', 'done']),
    bytes: z.number().int(),
    position: z.number().int().describe('Bytes read so far.'),
    lines: z.number().int(),
    taken: z.number().int(),
    known: z.number().int().describe('Lines that were here already.'),
    refused: z.number().int(),
    columns: z.array(z.string()),
    map,
    header: z.boolean(),
    time_zone: z.string(),
    dates: z.enum(['day-first', 'month-first']),
    visibility,
    waiting: z.boolean(),
    created_at: at,
    began_at: at.nullable(),
    done_at: at.nullable(),
    stopped_at: at.nullable(),
    failure: words.nullable(),
  })
  .meta({ id: 'Import', description: 'A file of messages, on its way into a window.' })

/** Files of messages: sending one, saying what its columns are, taking it in. */
export const imports: readonly Operation[] = [
  {
    method: 'get',
    path: '/imports',
    about: 'The files that were sent',
    scope: 'import',
    answer: z.object({ imports: z.array(fileImport) }),
  },
  {
    method: 'post',
    path: '/imports',
    about: 'Sends a file (CSV or JSON lines), which is then a draft to be looked at. The body is the file itself',
    scope: 'import',
    query: z.object({ channel: z.uuid(), name: z.string().optional() }),
    body: z.string().describe('The file.'),
    bodyType: 'application/octet-stream',
    answer: fileImport,
    status: 201,
  },
  { method: 'get', path: '/imports/:id', about: 'One of them', scope: 'import', answer: fileImport },
  {
    method: 'patch',
    path: '/imports/:id',
    about: 'Says how a draft is to be read, and with `deed: start` begins to take it in',
    scope: 'import',
    body: z.object({
      deed: z.enum(['preview', 'start']).default('preview'),
      map: map.optional(),
      header: z.boolean().optional(),
      time_zone: z.string().optional(),
      dates: z.enum(['day-first', 'month-first']).optional(),
      visibility: visibility.optional(),
      waiting: z.boolean().optional().describe('Whether who has no answer in the file waits for one here.'),
    }),
    answer: fileImport,
  },
  { method: 'put', path: '/imports/:id/stop', about: 'Stops taking it in', scope: 'import', answer: fileImport },
  {
    method: 'delete',
    path: '/imports/:id/stop',
    about: 'Goes on where it stopped or failed',
    scope: 'import',
    answer: fileImport,
  },
  {
    method: 'delete',
    path: '/imports/:id',
    about: 'Forgets the file; what came in stays',
    scope: 'import',
    answer: fileImport,
  },
  {
    method: 'get',
    path: '/imports/:id/refused.csv',
    about: 'The lines that could not be taken in, each with its reason',
    scope: 'import',
    answer: z.string(),
    type: 'text/csv',
  },
]
