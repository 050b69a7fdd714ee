import type { z } from 'zod'
import {
  asFailure,
  type Connector,
  ConnectorFailure,
  type Context,
  type FieldMeta,
  type Found,
} from '../connectors/index.ts'
import { Refusal } from '../core/errors.ts'
import { type Words, words } from '../lib/words.ts'
import { wrongField } from '../lib/wrong-fields.ts'
import type { Switchboard } from './context.ts'

export type Settings = Record<string, unknown>

/** Settings that were tried at the network, as they are to be kept, and what was found there. */
export interface Tried {
  settings: Settings
  found: Found
}

const testTimeMs = 30_000

/** Reads a form's or a program's settings by the connector's own schema; what is wrong is told beside its field. */
export function parseSettings(connector: Connector, given: Settings, before: Settings = {}): Settings {
  const filled = keepSecrets(connector, given, before)
  const parsed = connector.settings.safeParse(filled)
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [String(issue.path[0] ?? ''), wordsOf(connector, issue, filled)]),
  )
  throw new Refusal(422, words('channels.settings-wrong'), { fields })
}

/** Tries settings at the network. A connector's failure becomes a refusal with its words. */
export async function trySettings(board: Switchboard, connector: Connector, settings: Settings): Promise<Tried> {
  const tried = { ...settings }
  const context = tryContext(board, tried)
  try {
    return { found: await connector.test(context), settings: tried }
  } catch (error) {
    logSurprise(board, connector, error)
    throw new Refusal(422, asFailure(error).words)
  }
}

/** What people are not told is in the log. */
export function logSurprise(board: Switchboard, connector: Connector, error: unknown): void {
  if (!(error instanceof ConnectorFailure))
    board.core.log.error({ err: error, network: connector.network }, 'a connector failed while it was tried')
}

/** A context for a window that is not there yet: what the connector keeps goes into the settings it was given. */
export function tryContext(board: Switchboard, settings: Settings): Context {
  const signal = AbortSignal.timeout(testTimeMs)
  return {
    settings,
    account: undefined,
    http: board.http(signal),
    signal,
    now: () => board.core.clock.now(),
    keepSettings: async (changed) => void Object.assign(settings, changed),
  }
}

/** One field of a connector's form, in the order of its schema. */
export interface SettingsField {
  name: string
  meta: FieldMeta
  schema: z.ZodType
}

export function fieldsOf(connector: Connector): SettingsField[] {
  const shape: Record<string, z.ZodType> = connector.settings.shape
  return Object.entries(shape).flatMap(([name, schema]) => {
    const meta = schema.meta()?.field
    return isFieldMeta(meta) ? [{ name, meta, schema }] : []
  })
}

const isFieldMeta = (meta: unknown): meta is FieldMeta => typeof meta === 'object' && meta !== null && 'label' in meta

// An empty secret in a form of a window that has one means: as it was. Hidden fields are never in a form.
function keepSecrets(connector: Connector, given: Settings, before: Settings): Settings {
  const kept = fieldsOf(connector).filter(
    ({ name, meta }) => before[name] !== undefined && (meta.hidden || (meta.secret && (given[name] ?? '') === '')),
  )
  return { ...given, ...Object.fromEntries(kept.map(({ name }) => [name, before[name]])) }
}

function wordsOf(connector: Connector, issue: z.core.$ZodIssue, given: Settings): Words {
  // A connector's own check may say it in its own words.
  return issue.message in connector.words.en ? words(issue.message) : wrongField(issue, given)
}
