import type { Use, Version } from './history.ts'
import type { Offered } from './offer.ts'
import type { SavedReply } from './saved-reply.ts'

/** A saved reply as the API gives it. */
export const presentSavedReply = (one: SavedReply) => ({
  id: one.id,
  name: one.name,
  team: one.team,
  texts: textsOf(one.texts),
  version: one.version,
  changed_at: one.changedAt.toISOString(),
  changed_by: one.changedBy,
  uses: one.uses,
  used_at: one.usedAt?.toISOString() ?? null,
  removed_at: one.removedAt?.toISOString() ?? null,
})

export const presentVersion = (one: Version) => ({
  version: one.version,
  name: one.name,
  team: one.team,
  texts: textsOf(one.texts),
  at: one.at.toISOString(),
  by: one.by,
})

export const presentUse = (one: Use) => ({
  conversation_id: one.conversationId,
  language: one.language,
  by: one.by,
  at: one.at.toISOString(),
})

/** As it would read at a conversation. */
export const presentOffered = (one: Offered) => ({
  id: one.savedReply.id,
  name: one.savedReply.name,
  team: one.savedReply.team,
  language: one.language,
  other_languages: one.others,
  text: one.text,
  gaps: one.gaps,
  suggested: one.isSuggested,
  uses: one.savedReply.uses,
})

const textsOf = (texts: SavedReply['texts']): Record<string, string> =>
  Object.fromEntries(texts.map(({ language, text }) => [language, text]))
