import { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Context, Moderation } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { placeOf } from './place.ts'
import { named } from './translate.ts'

type Verb = Exclude<Moderation, 'hide' | 'show'>

/** What WordPress calls the state that each of our verbs leads to. */
const states: Record<Verb, string> = { approve: 'approved', hold: 'hold', spam: 'spam', trash: 'trash' }

const deed = (verb: Verb) => async (context: Context, externalId: string) => {
  const name = named(externalId)
  if (name?.kind !== 'comment') throw new ConnectorFailure('invalid', words('wordpress.only-comments'))
  const { http } = await placeOf(context)
  const route = `wp/v2/comments/${name.id}`
  const { refusal } = await http.post(route, { status: states[verb] }, ['rest_comment_failed_edit'])
  if (refusal === '') return
  // WordPress calls it a failure when there is nothing to change.
  const now = z.object({ status: z.string() }).safeParse((await http.get(route, { _fields: 'status' })).data)
    .data?.status
  if (now !== states[verb]) throw new ConnectorFailure('temporary', words('wordpress.not-changed'))
}

export const moderate = { approve: deed('approve'), hold: deed('hold'), spam: deed('spam'), trash: deed('trash') }
