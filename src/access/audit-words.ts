import type { T } from '../core/i18n/translator.ts'
import type { Json } from '../lib/json.ts'
import { type AuditEntry, subjectOf } from './audit.ts'
import { words } from './words.ts'

/** The message keys there are: each room says its events under `event.<kind>`, with {by} and, of ours, {subject}. */
export const ownEventKeys: ReadonlySet<string> = new Set(Object.keys(words.en))

/** What happened, as a sentence. An event that nobody has put into words is said by its kind. */
export function sentenceOf(
  t: T,
  entry: AuditEntry,
  names: ReadonlyMap<string, string>,
  keys: ReadonlySet<string>,
): string {
  const by = nameOfBy(t, entry)
  const id = subjectOf(entry.data)
  const subject = (id && names.get(id)) || t('access.subject-gone')
  const said = say(t, entry.kind, { ...plain(t, entry.data), by, subject }, keys)
  return said ?? t('access.event-other', { by, kind: entry.kind })
}

/** A kind of event as a choice: its sentence with the names left open. */
export function labelOf(t: T, kind: string, keys: ReadonlySet<string>): string {
  const open = { by: '…', subject: '…', from: '…', to: '…', name: '…' }
  return say(t, kind, open, keys) ?? kind
}

function say(
  t: T,
  kind: string,
  params: Record<string, string | number>,
  keys: ReadonlySet<string>,
): string | undefined {
  if (!keys.has(`event.${kind}`)) return undefined
  try {
    return t(`event.${kind}`, params)
  } catch {
    return undefined // An event of an earlier version that lacks what today's sentence asks for.
  }
}

function nameOfBy(t: T, { by, data }: AuditEntry): string {
  if (!by && typeof data.automation_name === 'string') return t('access.by-automation', { name: data.automation_name })
  if (!by) return t('access.by-command-line')
  return by.name || t('access.by-somebody-gone')
}

const plain = (t: T, data: Record<string, Json>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, asRole(t, name, value)] as const] : [],
    ),
  )

const asRole = (t: T, name: string, value: string | number): string | number =>
  ['role', 'from', 'to'].includes(name) && ownEventKeys.has(`access.role-${value}`) ? t(`access.role-${value}`) : value
