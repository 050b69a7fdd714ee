import { words } from '../../lib/words.ts'
import type { Context, Said, Spoken } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { find } from './find.ts'
import { type Place, placeOf } from './place.ts'
import { escaped } from './plain.ts'
import { commentShape } from './shapes.ts'
import { asSaid, signature, targetOf } from './target.ts'

/** What the database of WordPress holds in one comment, in bytes. */
export const mostBytes = 65_525

/** Says it as a comment of the connected user, under the comment or the post that it answers. */
export async function send(context: Context, spoken: Spoken): Promise<Said> {
  const place = await placeOf(context)
  const content = escaped(spoken.text)
  if (Buffer.byteLength(content) > mostBytes) throw new ConnectorFailure('invalid', words('wordpress.too-long'))
  const target = targetOf(spoken)
  if (target.parent > 0) await assertThere(place, target.parent)
  const comment = { ...target, content, author_user_agent: signature(spoken) }
  const answer = await place.http.post('wp/v2/comments', comment, ['comment_duplicate'])
  if (answer.refusal === 'comment_duplicate') return saidAlready(context, spoken)
  const said = commentShape.safeParse(answer.data).data
  // It was accepted, but not in words we understand: `find` will tell.
  if (!said) throw new ConnectorFailure('temporary', words('wordpress.not-list'), { outcomeUnknown: true })
  return asSaid(said)
}

/** WordPress takes an answer to a comment that is not there any more, and shows it to nobody. */
async function assertThere(place: Place, id: number): Promise<void> {
  await place.http.get(`wp/v2/comments/${id}`, { _fields: 'id' })
}

/** WordPress refuses to be told the same twice: what we try to say stands there, from an earlier try or an earlier day. */
async function saidAlready(context: Context, spoken: Spoken): Promise<Said> {
  const found = await find(context, spoken)
  if (typeof found === 'object') return found
  throw new ConnectorFailure('invalid', words('wordpress.said-before'))
}
