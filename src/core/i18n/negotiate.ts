/** The first of our languages that a browser's Accept-Language asks for (RFC 9110, 12.5.4), else the given one. */
export function negotiate(header: string | undefined, languages: readonly string[], otherwise = 'en'): string {
  for (const wanted of preferences(header ?? '')) {
    const exact = languages.find((language) => language.toLowerCase() === wanted)
    const near = exact ?? languages.find((language) => base(language) === base(wanted))
    if (near) return near
  }
  return otherwise
}

const base = (language: string): string => language.toLowerCase().split('-')[0] ?? ''

function preferences(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((entry) => {
      const [language = '', ...rest] = entry.trim().toLowerCase().split(';')
      const quality = rest.map((part) => /^\s*q=(\d(?:\.\d{0,3})?)\s*$/.exec(part)?.[1]).find((q) => q !== undefined)
      return { language: language.trim(), quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ language, quality }) => language !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ language }) => language)
}
