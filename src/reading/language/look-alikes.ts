/** Cyrillic and Greek letters that are drawn as Latin ones, and the Latin letter: раypal is paypal. */
const drawnAs = new Map<number, number>()
const pairs = 'аaвbсcԁdеeһhіiјjкkӏlмmнhоoрpԛqгrѕsтtцuѵvԝwхxуyαaβbεeηnιiκkνvοoρpτtυuχxγy'
for (let at = 0; at < pairs.length; at += 2) drawnAs.set(pairs.charCodeAt(at), pairs.charCodeAt(at + 1))

/** Writes the letters of a word that mixes scripts as the Latin ones they pass for, in place. */
export function undoLookAlikes(letters: Uint16Array, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const unit = letters[at] ?? 0
    letters[at] = drawnAs.get(unit) ?? unit
  }
}
