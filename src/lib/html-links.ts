/** Where the links of some markup lead. */
export const linksIn = (html: string | null): string[] =>
  html === null
    ? []
    : [...html.matchAll(/ href="(https?:[^"]{1,2000})"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
