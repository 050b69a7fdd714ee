import { cleanText } from './clean-text.ts'

/** A value as JSON that PostgreSQL's jsonb takes: it refuses NUL and lone surrogates, in texts and in names. */
export const jsonText = (value: unknown): string => JSON.stringify(value ?? null, (_name, inner) => cleaned(inner))

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [cleanText(name), inner]))
}
