/**
 * The JSON in an answer, or undefined. WordPress answers may come with a byte order mark, and with PHP's warnings before
 * or after the data when a plugin misbehaves on a server that shows them.
 */
export function readJson(text: string): unknown {
  const clean = text.replace(/^\uFEFF+/, '').trim()
  return parsed(clean) ?? parsed(withoutTail(clean)) ?? afterNoise(clean)
}

/** Warnings have brackets too (`Undefined array key "a[0]" in …`); data is an object, or a list of them, up to the last. */
function afterNoise(text: string): unknown {
  const starts = [...text.matchAll(/\[(?=\s*[{\]])|\{(?=\s*["}])/g)].slice(0, 50).map((match) => match.index)
  for (const start of starts) {
    const rest = text.slice(start)
    const data = parsed(rest) ?? parsed(withoutTail(rest))
    if (data !== undefined) return data
  }
  return undefined
}

const withoutTail = (text: string): string => text.slice(0, Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1)

function parsed(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined
  try {
    const data: unknown = JSON.parse(text)
    return data
  } catch {
    return undefined
  }
}
