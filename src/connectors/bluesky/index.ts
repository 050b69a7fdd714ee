import type { Connector } from '../connector.ts'
import { test } from './found.ts'
import { moderate, moderates } from './hide.ts'
import { history } from './history.ts'
import { inFull } from './in-full.ts'
import { newest } from './newest.ts'
import { react } from './react.ts'
import { settings } from './settings.ts'
import { speak } from './speak.ts'
import { canStream, stream } from './stream.ts'
import { surroundings } from './thread.ts'
import { dictionary } from './words.ts'

/** Bluesky, on any server of the AT Protocol: https://docs.bsky.app, https://atproto.com/specs/atp */
export const bluesky: Connector = {
  network: 'bluesky',
  name: 'Bluesky',
  mark: 'B',
  settings,
  words: dictionary,
  test,
  newest,
  history,
  canStream,
  stream: (context, cursor, push) => stream(context, cursor, push),
  inFull,
  surroundings,
  speak,
  react,
  moderate,
  moderates,
}
