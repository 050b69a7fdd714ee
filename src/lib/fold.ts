// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant.
const ascii = /^[\u0000-\u007f]*$/

/** A text without the accents of Latin scripts, for finding words however they were written: ñandú → nandu. */
export const fold = (text: string): string =>
  ascii.test(text)
    ? text
    : text
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .normalize('NFC')
