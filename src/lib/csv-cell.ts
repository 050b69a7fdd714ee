/**
 * A cell of a CSV file (RFC 4180), always in quotation marks. A spreadsheet would run one that begins like a formula:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export const csvCell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/** The mark at the beginning of a file that tells spreadsheets that it is UTF-8. */
export const csvMark = '\ufeff'
