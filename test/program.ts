import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../src/core/root.ts'

/** Begins a program of ours as tests themselves are begun: a loader for all of TypeScript takes twice as long. */
export const asTests: readonly string[] = [
  '--disable-warning=ExperimentalWarning',
  '--import',
  pathToFileURL(path.join(root, 'bin', 'tsx-hooks.mjs')).href,
]
