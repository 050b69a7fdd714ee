/*
 * Turbo puts a style element for its progress bar into the head as soon as it is loaded, which our content security
 * policy refuses and reports. This stands before it and lets that one element go nowhere; `drive.ts` takes it away again.
 * Our own bar is in the style sheet.
 */
const { head } = document

head.insertBefore = <N extends Node>(node: N, before: Node | null): N =>
  node instanceof HTMLStyleElement ? node : Node.prototype.insertBefore.call(head, node, before) && node

export {}
