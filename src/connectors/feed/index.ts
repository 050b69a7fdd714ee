import type { Batch, Connector, Context } from '../connector.ts'
import { asOverheard } from '../overheard.ts'
import { history } from './history.ts'
import { newest } from './newest.ts'
import { settings } from './settings.ts'
import { tryOut } from './try-out.ts'
import { feedWords } from './words.ts'

/** Blogs, podcasts and whatever else offers RSS, Atom or JSON Feed. It hears and does not speak. */
export const feed: Connector = {
  network: 'feed',
  name: 'RSS',
  mark: 'R',
  settings,
  words: feedWords,
  test: tryOut,
  newest: async (context, cursor) => sifted(context, await newest(context, cursor)),
  history: async (context, cursor, since) => sifted(context, await history(context, cursor, since)),
}

const sifted = (context: Context, batch: Batch): Batch =>
  settings.parse(context.settings).onlyMatches ? asOverheard(batch) : batch
