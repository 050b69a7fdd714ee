export const timeZoneScriptPath = '/set-up/time-zone.js'

/** Chooses the browser's own time zone in a list that asks for it. Without script, the list is enough. */
export const timeZoneScript = `const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
for (const list of document.querySelectorAll('select[data-guess-time-zone]')) {
  const known = [...list.options].some((option) => option.value === zone)
  if (!known && zone) list.add(new Option(zone.replaceAll('_', ' '), zone))
  if (zone) list.value = zone
}
`
