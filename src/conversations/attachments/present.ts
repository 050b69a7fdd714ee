import type { T } from '../../core/i18n/translator.ts'
import type { Attachment } from './attachment.ts'
import type { Taking } from './limits.ts'

/** The shapes of the API. */
export const presentAttachment = (it: Attachment) => ({
  id: it.id,
  name: it.name,
  alt: it.alt,
  mime: it.mime,
  bytes: it.bytes,
  width: it.size?.width ?? null,
  height: it.size?.height ?? null,
  file: it.file,
  by: it.by && { id: it.by.id, name: it.by.name },
  at: it.at.toISOString(),
})

export const presentTaking = ({ network, takes, why }: Taking, t: T) => ({
  network,
  most: takes?.most ?? 0,
  kinds: { ...takes?.kinds },
  alt_max: takes?.altMax ?? null,
  why_not: why ? t.words(why) : null,
})
