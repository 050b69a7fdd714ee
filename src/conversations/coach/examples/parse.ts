import { type RemarkKind, remarkKinds } from '../remark.ts'

/** One draft with what it answers, and whether the coach should make a certain remark. */
export interface CoachExample {
  kind: RemarkKind
  speaks: boolean
  theirs: string[]
  context: ReadonlyMap<string, string>
  draft: string
}

/** Reads examples, a line each; empty lines and those with `#` before are none. Throws at a line that cannot be read. */
export const parseCoachExamples = (text: string): CoachExample[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(parseLine)

function parseLine(line: string): CoachExample {
  const [remark = '', speaks = '', theirs = '', context = '', ...rest] = line.split(/ ?\| ?/)
  const kind = remarkKinds.find((one) => one === remark.trim())
  const verdict = speaks.trim()
  if (!kind || (verdict !== 'speak' && verdict !== 'still') || rest.length === 0)
    throw new Error(`Not an example: ${line.slice(0, 80)}`)
  return {
    kind,
    speaks: verdict === 'speak',
    theirs: theirs
      .split('⏎⏎')
      .map((one) => one.replaceAll('⏎', '\n').trim())
      .filter((one) => one !== ''),
    context: contextOf(context),
    draft: rest.join(' | ').replaceAll('⏎', '\n').trim(),
  }
}

/** `name=Ana, harm=yes, earlier=Hola, Ana`: a comma parts only where a key follows. */
function contextOf(text: string): Map<string, string> {
  const pairs = text.split(/[,;]\s*(?=[a-z]+=)/)
  return new Map(
    pairs.flatMap((pair): [string, string][] => {
      const at = pair.indexOf('=')
      return at < 0
        ? []
        : [
            [
              pair.slice(0, at).trim(),
              pair
                .slice(at + 1)
                .replaceAll('⏎', '\n')
                .trim(),
            ],
          ]
    }),
  )
}
