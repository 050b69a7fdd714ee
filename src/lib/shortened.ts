/** The beginning of a text, in so many characters, which says where there is more of it. */
export const shortened = (text: string, most: number): string =>
  text.length > most
    ? `${text
        .slice(0, most - 1)
        .toWellFormed()
        .trimEnd()}…`
    : text
