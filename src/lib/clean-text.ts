// Everything below a space but tab and newline, plus DEL and the C1 block: PostgreSQL refuses NUL, screens show none.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g
const controlOnce = new RegExp(control.source)

/** Text that any database, screen and JSON parser takes: no control characters, no lone surrogates, `\n` for lines. */
export function cleanText(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  const formed = lines.isWellFormed() ? lines : lines.toWellFormed()
  return controlOnce.test(formed) ? formed.replace(control, '') : formed
}
