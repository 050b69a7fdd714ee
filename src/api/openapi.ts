import { z } from 'zod'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'
import * as shapes from './schemas.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of `/api/v1`, from the same zod schemas that its tests use. */
export function openapi(server: string): Json {
  const registry = z.registry<{ id: string }>()
  for (const schema of named()) registry.add(schema.schema, { id: schema.id })
  const { schemas } = z.toJSONSchema(registry, {
    io: 'output',
    uri: (id) => `#/components/schemas/${id}`,
    unrepresentable: 'any',
  })
  const paths: Record<string, Json> = {}
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method]: describe(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tertulia',
      version: '1',
      description:
        'The same things that the pages show and do. A token is made in Settings or with `tertulia token create`.',
    },
    servers: [{ url: `${server}/api/v1` }],
    security: [{ token: [] }],
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, clean(schema)])),
    },
    paths,
  }
}

const idOf = (schema: z.ZodType): string | undefined => {
  const id = schema.meta()?.id
  return typeof id === 'string' ? id : undefined
}

/** Shapes that have a name of their own are written once, wherever they are used. */
function named(): { id: string; schema: z.ZodType }[] {
  const all = new Set<z.ZodType>([...Object.values(shapes), ...operations.map(({ answer }) => answer)])
  return [...all].flatMap((schema) => {
    const id = idOf(schema)
    return id ? [{ id, schema }] : []
  })
}

function describe({ method, path, about, scope, query, body, bodyType, answer, status = 200, type }: Operation): Json {
  const parameters = [...pathParameters(path), ...(query ? queryParameters(query) : [])]
  return {
    summary: about,
    operationId: `${method}${path.replace(/[/:]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    description: `Scope: \`${scope}\``,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { [bodyType ?? 'application/json']: { schema: inline(body, 'input') } },
          },
        }
      : {}),
    responses: {
      [status]: { description: about, content: { [type ?? 'application/json']: { schema: inline(answer, 'output') } } },
      default: {
        description: 'What happened and what to do',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'id' ? { type: 'string', format: 'uuid' } : { type: 'string' },
  }))

function queryParameters(query: z.ZodObject): Json[] {
  const { properties = {} } = z.toJSONSchema(query, { io: 'input' })
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }))
}

function inline(schema: z.ZodType, io: 'input' | 'output'): Json {
  const id = idOf(schema)
  if (id) return { $ref: `#/components/schemas/${id}` }
  return clean(z.toJSONSchema(schema, { io, unrepresentable: 'any' }))
}

const clean = ({ $schema: _, $id: __, id: ___, ...rest }: Json): Json => rest
