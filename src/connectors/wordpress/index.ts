import type { Connector } from '../connector.ts'
import { find } from './find.ts'
import { history } from './history.ts'
import { moderate } from './moderate.ts'
import { newest } from './newest.ts'
import { mostBytes, send } from './say.ts'
import { settings } from './settings.ts'
import { surroundings } from './surroundings.ts'
import { test } from './test-site.ts'
import { wordpressWords } from './words.ts'

/** WordPress sites, by their REST API: https://developer.wordpress.org/rest-api/ */
export const wordpress: Connector = {
  network: 'wordpress',
  name: 'WordPress',
  mark: 'W',
  settings,
  words: wordpressWords,
  test,
  newest,
  history,
  surroundings,
  speak: {
    limit: () => ({ max: mostBytes, unit: 'codePoints', maxBytes: mostBytes }),
    send,
    idempotent: false,
    find,
  },
  moderate,
}
