import { type Source, tokens } from './sources.ts'

/** Attributes that a person reads or hears. */
const heard = new Set(['title', 'alt', 'placeholder', 'label', 'help', 'caption', 'aria-label', 'aria-description'])

/** Elements whose words are no language's: names of keys, code. */
const wordless = new Set(['kbd', 'code', 'samp', 'option', 'style', 'script'])

/** Our own name is the same in every language. */
const names = new Set(['Tertulia'])

interface Call {
  /** The element, when this bracket opens a tag. */
  tag: string | undefined
  argument: number
  /** Inside the attributes of a tag. */
  attributes: boolean
}

/** Words that stand in a page's markup instead of in a dictionary. */
export function visibleWords({ code }: Source): string[] {
  const found: string[] = []
  const stack: Call[] = []
  const all = [...tokens(code)]
  for (const [at, token] of all.entries()) {
    const here = stack.at(-1)
    if (token.kind === 'sign' && '([{'.includes(token.text)) stack.push(opened(all, at, here))
    else if (token.kind === 'sign' && ')]}'.includes(token.text)) stack.pop()
    else if (token.kind === 'sign' && token.text === ',' && here) here.argument += 1
    else if ((token.kind === 'string' || token.kind === 'template') && spoken(token.text) && seen(all, at, here))
      found.push(token.text)
  }
  return found
}

function opened(all: Token[], at: number, around: Call | undefined): Call {
  const tag = all[at]?.text === '(' && all[at - 1]?.text === '__h' ? (all[at + 1]?.text ?? '') : undefined
  const attributes = all[at]?.text === '{' && around?.tag !== undefined && around.argument === 1
  return { tag, argument: 0, attributes }
}

type Token = { kind: string; text: string }

function seen(all: Token[], at: number, here: Call | undefined): boolean {
  const [before, after] = [all[at - 1]?.text ?? '', all[at + 1]?.text ?? '']
  if (/^([=!]==?|case|in)$/.test(before) || /^[=!]==?$/.test(after) || after === '.') return false
  if (here?.attributes) return before === ':' && heard.has(all[at - 2]?.text ?? '')
  return here?.tag !== undefined && here.argument >= 2 && !wordless.has(here.tag)
}

/** It has letters of a language, and is neither a message key nor an address. */
function spoken(text: string): boolean {
  const said = text.replaceAll(/\$\{[^}]*\}|\S+@\S+|https?:\S*/g, ' ').trim()
  return (
    /\p{L}{2}/u.test(said) &&
    !names.has(said.replaceAll(/[^\p{L}]+/gu, ' ').trim()) &&
    !/^[a-z][\w-]*(\.[\w-]+)+$/.test(said)
  )
}
