import type { Connectors } from '../../connectors/index.ts'
import type { Db, Tx } from '../../core/database.ts'
import type { Preview } from './preview.ts'

/** What goes with a reply of its link. */
export interface ReplyCard {
  url: string
  title: string
  description: string
  picture: Buffer | null
}

/** Keeps it with the reply, where its network shows what we send and the text still has the link. */
export async function keepCard(
  tx: Tx,
  { id, channel, parts }: { id: string; channel: { network: string }; parts: readonly string[] },
  connectors: Connectors,
  card: Pick<Preview, 'url' | 'title' | 'description' | 'picture'>,
): Promise<void> {
  const { url, title, description, picture } = card
  if (connectors.get(channel.network)?.speak?.links !== 'sent' || !parts[0]?.includes(url)) return
  await tx.insertInto('reply_cards').values({ reply_id: id, url, title, description, picture }).execute()
}

export const findCard = (
  db: Db,
  replyId: string,
): Promise<(ReplyCard & { mime: string | null; bytes: number }) | undefined> =>
  db
    .selectFrom('reply_cards')
    .leftJoin('files', 'files.sha256', 'reply_cards.picture')
    .select(['url', 'title', 'description', 'picture', 'mime'])
    .select((it) => it.fn.coalesce('files.bytes', it.lit(0)).as('bytes'))
    .where('reply_id', '=', replyId)
    .executeTakeFirst()
    .then((row) => row && { ...row, bytes: Number(row.bytes) })
