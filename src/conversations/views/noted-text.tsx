import type { Child } from 'hono/jsx'
import { beginsName, goesOn } from '../named-in.ts'
import type { Note } from '../note.ts'
import { LinkedText } from './linked-text.tsx'

/** A note's words, with those it names set off. */
export const NotedText = ({ note }: { note: Note }) => {
  const names = note.named.map((one) => one.written).sort((a, b) => b.length - a.length)
  return <>{pieces(note.text, names)}</>
}

function pieces(text: string, names: readonly string[]): Child[] {
  const out: Child[] = []
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at < from || !beginsName(text, at)) continue
    const name = names.find((one) => text.startsWith(one, at) && !goesOn(text, at + one.length))
    if (name === undefined) continue
    out.push(<LinkedText text={text.slice(from, at)} />, <strong class="named">{name}</strong>)
    from = at + name.length
  }
  return [...out, <LinkedText text={text.slice(from)} />]
}
