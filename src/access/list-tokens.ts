import type { Db } from '../core/database.ts'
import type { Viewer } from '../core/web.ts'

export interface TokenEntry {
  id: string
  name: string
  scopes: string[]
  /** In whose name it acts. */
  of: { id: string; name: string }
  madeAt: Date
  usedAt: Date | undefined
  revokedAt: Date | undefined
}

/** Their own tokens, and for an owner everybody's; those that work first. */
export async function listTokens(db: Db, viewer: Viewer): Promise<TokenEntry[]> {
  const rows = await db
    .selectFrom('api_tokens')
    .innerJoin('users', 'users.id', 'api_tokens.user_id')
    .select(['api_tokens.id', 'api_tokens.name', 'scopes', 'api_tokens.created_at', 'last_used_at', 'revoked_at'])
    .select(['users.id as user_id', 'users.name as user_name'])
    .$if(viewer.role !== 'owner', (query) => query.where('user_id', '=', viewer.id))
    .orderBy('revoked_at', (order) => order.desc().nullsFirst())
    .orderBy('api_tokens.id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    of: { id: row.user_id, name: row.user_name },
    madeAt: row.created_at,
    usedAt: row.last_used_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
  }))
}
