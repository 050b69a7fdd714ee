/** https://atproto.com/specs/handle: a domain name of at least two parts, the last one not beginning with a digit. */
export const isHandle = (text: string): boolean => text.length <= 253 && handle.test(text)

const handle = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/
