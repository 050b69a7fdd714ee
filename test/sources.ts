import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { root } from '../src/core/root.ts'

/** One of our own source files as plain JavaScript: no types, no comments, every tag a call of `__h`. */
export interface Source {
  path: string
  code: string
}

/** All that runs at the server; what only tests use is left out. */
export function sources(pattern = 'src/**/*.{ts,tsx}'): Source[] {
  return globSync(pattern, { cwd: root })
    .filter((path) => !/\.(test|test-kit|peer)\.tsx?$|\.d\.ts$/.test(path))
    .sort()
    .map((path) => ({ path, code: plain(readFileSync(join(root, path), 'utf8'), path) }))
}

export const plain = (source: string, path = 'page.tsx'): string =>
  transformSync(source, {
    loader: path.endsWith('x') ? 'tsx' : 'ts',
    sourcefile: path,
    jsx: 'transform',
    jsxFactory: '__h',
    jsxFragment: '__f',
    target: 'esnext',
    charset: 'utf8',
    legalComments: 'none',
  }).code

export type Token = { kind: 'string' | 'template' | 'word' | 'sign'; text: string }

const tokenPattern =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<template>`(?:\\.|\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\}|[^`\\])*`)|(?<word>[\w$]+)|(?<regex>(?<=(?:[(,=:[!&|?{};]|=>|\breturn|\byield)\s*)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/\w*)|(?<sign>===|!==|=>|&&|\|\||\?\?|\?\.|\S)/gu

/** The tokens of plain JavaScript, good enough to tell strings from code. */
export function* tokens(code: string): Generator<Token> {
  for (const { groups } of code.matchAll(tokenPattern)) {
    if (groups?.string) yield { kind: 'string', text: spoken(groups.string) }
    else if (groups?.template) yield { kind: 'template', text: groups.template.slice(1, -1) }
    else if (groups?.word) yield { kind: 'word', text: groups.word }
    else if (groups?.sign) yield { kind: 'sign', text: groups.sign }
  }
}

/** What a JavaScript string says; ends of lines and tabs are spaces. */
const spoken = (string: string): string =>
  string
    .slice(1, -1)
    .replaceAll(/\\(?:x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]{1,6})\}|([\s\S]))/gi, (_, x, u, braced, one) => {
      const hex = x ?? u ?? braced
      return hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : /[nrtvbf0\n]/.test(one) ? ' ' : one
    })
