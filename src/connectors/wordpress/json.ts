/**
 * The JSON in an answer, or undefined. WordPress answers may come with a byte order mark, and with PHP's warnings before
 * or after the data when a plugin misbehaves on a server that shows them.
 */
export function readJson(text: string): unknown {
  const clean = text.replace(/^\uFEFF+/, '').trim()
  return parsed(clean) ?? amongNoise(clean)
}

/** Warnings have brackets too (`Undefined array key "a[0]" in …`); data is an object, or a list of them, up to the last. */
function amongNoise(text: string): unknown {
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1
  if (isPage(text.slice(end))) return undefined
  for (const { index } of [...text.matchAll(/\[(?=\s*[{\]])|\{(?=\s*["}])/g)].slice(0, 50)) {
    // A script on a page may end in `[]`, which is not the news that all comments are gone.
    if (isPage(text.slice(0, index))) return undefined
    const data = parsed(text.slice(index, end))
    if (data !== undefined) return data
  }
  return undefined
}

const isPage = (noise: string): boolean => /<(?:!doctype|html|head|body|script|style|title)/i.test(noise)

function parsed(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined
  try {
    const data: unknown = JSON.parse(text)
    return data
  } catch {
    return undefined
  }
}
