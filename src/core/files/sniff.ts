import { fileTypeFromBuffer } from 'file-type'

/** What a browser may show in place. Anything that can carry markup or script is not among them. */
const shown = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'video/mp4',
  'video/webm',
  'audio/mpeg',
  'audio/ogg',
  'audio/x-m4a',
  'audio/mp4',
  'application/pdf',
])

export const isShown = (mime: string): boolean => shown.has(mime)
export const isPicture = (mime: string): boolean => isShown(mime) && mime.startsWith('image/')

/** What bytes are by what they contain, whatever anybody says of them; unknown ones are just bytes. */
export async function sniff(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  // Parameters (a codec) say nothing that the browser does not see itself.
  return found?.mime.split(';')[0]?.trim() ?? 'application/octet-stream'
}
