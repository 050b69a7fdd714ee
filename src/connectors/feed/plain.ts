import { Parser } from 'htmlparser2'

/** What markup says to a reader, in one line. */
export function plain(markup: string): string {
  if (!/[<&]/.test(markup)) return oneLine(markup)
  const out: string[] = []
  let hidden = 0
  const parser = new Parser({
    onopentagname: (name) => {
      if (unread.has(name)) hidden++
      else if (!inline.has(name)) out.push(' ')
    },
    ontext: (text) => {
      if (hidden === 0) out.push(text)
    },
    onclosetag: (name) => {
      if (unread.has(name)) hidden--
      else if (!inline.has(name)) out.push(' ')
    },
  })
  parser.end(markup)
  return oneLine(out.join(''))
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
const unread = new Set(['script', 'style', 'template'])
const inline = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'cite',
  'code',
  'em',
  'font',
  'i',
  'mark',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
  'wbr',
])
