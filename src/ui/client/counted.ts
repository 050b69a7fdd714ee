/** A counted sentence from the forms that the server wrote: `{"one": "{n} new", "other": "{n} new"}`. */
export function counted(forms: string | undefined, count: number): string {
  const { lang } = document.documentElement
  const read: Record<string, string> = JSON.parse(forms ?? '{}')
  const form = read[new Intl.PluralRules(lang).select(count)] ?? read.other ?? '{n}'
  return form.replace('{n}', new Intl.NumberFormat(lang).format(count))
}
