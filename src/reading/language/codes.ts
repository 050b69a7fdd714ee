/** Other names of the languages we tell apart: older codes, and kinds of a language that we do not tell apart. */
const also: Readonly<Record<string, string>> = {
  no: 'nb',
  nn: 'nb',
  in: 'id',
  ms: 'id',
  iw: 'he',
  bs: 'hr',
  sh: 'hr',
  fil: 'tl',
  val: 'ca',
  cmn: 'zh',
}

/** The code of ours that a network's tag means: `es-MX` is `es`. */
export function codeOf(tag: string): string {
  const code = tag
    .slice(0, 3)
    .toLowerCase()
    .replace(/[-_].*$/, '')
  return also[code] ?? code
}
