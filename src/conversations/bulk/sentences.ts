import { type Words, words } from '../../lib/words.ts'
import type { Run } from './run.ts'

/** "Close 312 conversations": what is asked for. */
export function deedWords({ deed, to, total }: Pick<Run, 'deed' | 'to' | 'total'>): Words {
  const more = { assign: '-to', tag: '-with', untag: '-with', read: '-those' }
  const ending = Object.entries(more).find(([name]) => name === deed.do)?.[1] ?? ''
  return words(`conversations.bulk-${deed.do}${ending}`, { count: total, ...namesOf({ deed, to }) })
}

/** "312 closed.": what came of it. */
export const didWords = ({ deed, to, changed }: Pick<Run, 'deed' | 'to' | 'changed'>): Words =>
  words(`conversations.bulk-did-${deed.do}`, { count: changed, ...namesOf({ deed, to }) })

const namesOf = ({ deed, to }: Pick<Run, 'deed' | 'to'>): Record<string, string> => ({
  ...(deed.to ? { to: to ?? '…' } : {}),
  ...(deed.tag ? { tag: deed.tag } : {}),
})

/** What an undoing came to. */
export const undoneWords = ({ putBack, leftAlone }: Pick<Run, 'putBack' | 'leftAlone'>): Words =>
  words('conversations.bulk-told-undone', { back: putBack, left: leftAlone })
