import { decodeHTML } from 'entities'

/** A line of markup as the words a person would read in it: titles, names, the site's own error messages. */
export const plain = (markup: string): string =>
  decodeHTML(markup.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()

/** Plain text as markup that WordPress shows as it was typed; it makes the paragraphs and line breaks itself. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * What stays the same of a text when WordPress has made its quotes curly, its dashes long, its smileys pictures, its 3x4
 * a 3×4 and its paragraphs markup: the letters and digits, in order; of a text without any, its emoji.
 */
export function bones(markup: string): string {
  const text = plain(markup).normalize('NFKC').replaceAll('×', 'x').toLowerCase()
  return text.replace(/[^\p{L}\p{N}]/gu, '') || text.replace(/[^\p{Extended_Pictographic}]/gu, '')
}
