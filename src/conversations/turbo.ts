import type { Child } from 'hono/jsx'

/** Where a fragment goes: the element with an id, or all that a CSS selector finds. */
export type Aim = { target: string } | { targets: string }

export type Action = 'append' | 'replace' | 'update' | 'remove' | 'arrive' | 'settle' | 'reload'

/** One live change, as Turbo reads it. https://turbo.hotwired.dev/reference/streams */
export function stream(action: Action, aim: Aim, content: Child = ''): string {
  const [name, value] = 'target' in aim ? ['target', aim.target] : ['targets', aim.targets]
  const inside = action === 'remove' || action === 'reload' ? '' : `<template>${String(content)}</template>`
  return `<turbo-stream action="${action}" ${name}="${value.replaceAll('"', '&quot;')}">${inside}</turbo-stream>`
}
