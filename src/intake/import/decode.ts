import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { Format } from './plan.ts'

/** The text of a line's bytes. Never fails: what is not UTF-8 after all is what old programs write. */
export function decode(bytes: Buffer, charset: Format['charset']): string {
  if (charset === 'utf-16le') return bytes.toString('utf16le')
  if (charset === 'utf-16be') return iconv.decode(bytes, 'utf-16be', { stripBOM: false })
  if (charset === 'utf-8' && isUtf8(bytes)) return bytes.toString('utf8')
  return iconv.decode(bytes, 'windows-1252')
}
