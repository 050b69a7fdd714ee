import type { Core } from '../../core/core.ts'
import type { RecordedEvent } from '../../core/events.ts'
import type { T } from '../../core/i18n/translator.ts'
import { stream } from '../turbo.ts'
import { findResponse } from './decide.ts'
import { ResponseTree, responseId } from './views/tree.tsx'

const most = 20
const nobody = '00000000-0000-0000-0000-000000000000'

/** What one of us said of a conversation stands before everybody who is about to answer in it. */
export const responseFragments =
  ({ db }: Pick<Core, 'db'>) =>
  async (events: readonly RecordedEvent[], t: T, mayReply: boolean): Promise<string> => {
    if (!mayReply) return ''
    const said = events.filter(({ kind }) => kind.startsWith('response.'))
    const ids = [...new Set(said.flatMap(({ conversationId }) => conversationId ?? []))].slice(-most)
    const drawn = await Promise.all(
      ids.map(async (id) => {
        const response = await findResponse(db, id, nobody)
        if (!response) return ''
        const tree = <ResponseTree t={t} conversationId={id} response={response} here={`/conversations/${id}`} />
        return stream('replace', { target: responseId(id) }, tree)
      }),
    )
    return drawn.join('')
  }
