import type { Connector } from '../connector.ts'
import { consent } from './consent.ts'
import { history } from './history.ts'
import { newest } from './newest.ts'
import { react } from './react.ts'
import { settings } from './settings.ts'
import { speak } from './speak.ts'
import { stream } from './stream.ts'
import { surroundings } from './surroundings.ts'
import { tryOut } from './try-out.ts'
import { mastodonWords } from './words.ts'

/** Mastodon, and servers that speak its API. https://docs.joinmastodon.org/api/ */
export const mastodon: Connector = {
  network: 'mastodon',
  name: 'Mastodon',
  mark: 'M',
  settings,
  words: mastodonWords,
  test: tryOut,
  consent,
  newest,
  history,
  stream: (context, cursor, push) => stream(context, cursor, push),
  surroundings,
  speak,
  react,
}
