import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { IntlMessageFormat } from 'intl-messageformat'
import { plain, type Source, sources } from '../../../test/sources.ts'
import { visibleWords } from '../../../test/visible-words.ts'
import type { Dictionary } from '../../lib/words.ts'
import { root } from '../root.ts'
import { completeness, loadLanguages } from './languages.ts'
import { createTranslator } from './translator.ts'

const keyShape = /^[a-z][\w-]*(\.[\w-]+)+$/

interface Asked {
  whole: Set<string>
  /** Beginnings of keys whose end is only known when they are said. */
  beginnings: Set<string>
}

let dictionaries: { path: string; words: Dictionary }[]
let all: Source[]
let keys: Set<string>

before(async () => {
  dictionaries = await everyDictionary()
  all = sources()
  keys = new Set(dictionaries.flatMap(({ words }) => Object.keys(words.en)))
})

describe('the scan itself', () => {
  test('finds the keys that a source asks for', () => {
    const asked = keysAsked(
      plain(
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source that is scanned
        "t('a.one'); c.var.t('a.two', { n: 1 }); words('a.three'); f({ key: 'a.four', label: `x` }); t(`a.in.${x}`)",
      ),
    )
    assert.deepEqual([...asked.whole], ['a.one', 'a.two', 'a.three', 'a.four'])
    assert.deepEqual([...asked.beginnings], ['a.in.'])
  })

  test('finds words that are written in the markup', () => {
    const page = `const P = () => <p title="Hola a todos" class="no lo es">Buenas {x === 'abc' ? 'tardes' : t('a.b')} <b>·</b></p>`
    assert.deepEqual(visibleWords({ path: 'p.tsx', code: plain(page) }), ['Hola a todos', 'Buenas ', 'tardes'])
  })

  test('sees an unequal parameter and a broken sentence', () => {
    assert.deepEqual(parameters('{a} {n, plural, one {# {b}} other {#}}'), ['a', 'b', 'n'])
    assert.throws(() => parameters('{n, plural, one {x}'))
  })
})

test('no two rooms write the same key, and together they make a translator', () => {
  assert.ok(dictionaries.length > 0)
  assert.doesNotThrow(() => createTranslator(dictionaries.map(({ words }) => words)))
})

test('English and Spanish say the same keys, and no sentence is empty', () => {
  for (const { path, words } of dictionaries) {
    assert.deepEqual(Object.keys(words.es).sort(), Object.keys(words.en).sort(), path)
    for (const [key, text] of [...Object.entries(words.en), ...Object.entries(words.es)]) {
      assert.match(key, keyShape, path)
      assert.notEqual(text.trim(), '', `${path}: ${key}`)
    }
  }
})

test('every sentence parses, and asks for the same parameters in each language', () => {
  for (const { path, words } of dictionaries)
    for (const [key, text] of Object.entries(words.en))
      assert.deepEqual(parameters(words.es[key] ?? ''), parameters(text), `${path}: ${key}`)
})

test('no sentence uses a word that we do not say', () => {
  for (const { words } of dictionaries) {
    for (const [key, text] of Object.entries(words.en)) assert.doesNotMatch(text, /\b(tickets?|user id)\b/i, key)
    for (const [key, text] of Object.entries(words.es))
      assert.doesNotMatch(text, /\b(tickets?|usted|id de usuario)\b/i, key)
  }
})

test('every key that is asked for is written', () => {
  const unwritten = all.flatMap(({ path, code }) => {
    const { whole, beginnings } = keysAsked(code)
    const lost = [...whole].filter((key) => !keys.has(key))
    const astray = [...beginnings].filter((start) => ![...keys].some((key) => key.startsWith(start)))
    return [...lost, ...astray.map((start) => `${start}…`)].map((key) => `${path}: ${key}`)
  })
  assert.deepEqual(unwritten, [])
})

test('every key that is written is asked for', () => {
  const spoken = all.filter(({ path }) => !dictionaries.some((dictionary) => dictionary.path === path))
  const code = spoken.map((source) => source.code).join('\n')
  const shapes = [...code.matchAll(/`([\w.-]*(?:\$\{[^}`]*\}[\w.-]*)+)`/g)]
    .map(([, template]) => template ?? '')
    .filter((template) => /[a-z]{3}/.test(template.replaceAll(/\$\{[^}]*\}/g, '')))
    .map(shape)
  const said = (key: string) => code.includes(`"${key}"`) || code.includes(`'${key}'`)
  const silent = [...keys].filter((key) => !said(key) && !shapes.some((one) => one.test(key)))
  assert.deepEqual(silent, [])
})

test('no page has words of its own', () => {
  const own = all.flatMap((source) => visibleWords(source).map((words) => `${source.path}: ${words}`))
  assert.deepEqual(own, [])
})

test('each further language says every key', () => {
  const written = dictionaries.map(({ words }) => words)
  for (const [code, sentences] of Object.entries(loadLanguages(join(root, 'languages'))))
    assert.deepEqual(completeness(sentences, written), { missing: [], surplus: [] }, code)
})

async function everyDictionary(): Promise<{ path: string; words: Dictionary }[]> {
  const paths = globSync('src/**/words.ts', { cwd: root }).filter((path) => path !== join('src', 'lib', 'words.ts'))
  const found = await Promise.all(
    paths.sort().map(async (path) => {
      const exported: Record<string, unknown> = await import(join(root, path))
      return Object.values(exported)
        .filter(isDictionary)
        .map((words) => ({ path, words }))
    }),
  )
  return found.flat()
}

const isDictionary = (value: unknown): value is Dictionary =>
  typeof value === 'object' && value !== null && 'en' in value && 'es' in value

function keysAsked(code: string): Asked {
  const whole = new Set<string>()
  const beginnings = new Set<string>()
  for (const [, text] of code.matchAll(/(?<![\w$])(?:t|words)\(\s*"((?:[^"\\]|\\.)*)"/g)) if (text) whole.add(text)
  for (const [, text] of code.matchAll(/\b(?:key|label|help): "((?:[^"\\]|\\.)*)"/g))
    if (text && keyShape.test(text)) whole.add(text)
  for (const [, text] of code.matchAll(/(?<![\w$])(?:t|words)\(\s*`([^`$]*)\$\{/g))
    if (text?.includes('.')) beginnings.add(text)
  return { whole, beginnings }
}

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What a template may become. */
const shape = (template: string): RegExp =>
  new RegExp(
    `^${template
      .split(/\$\{[^}]*\}/)
      .map(literally)
      .join('[\\w.-]+')}$`,
  )

function parameters(text: string): string[] {
  const names = new Set<string>()
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) for (const one of part) walk(one)
    else if (typeof part === 'object' && part !== null) {
      if ('type' in part && typeof part.type === 'number' && part.type >= 1 && part.type <= 6 && 'value' in part)
        names.add(String(part.value))
      if ('options' in part && typeof part.options === 'object' && part.options) walk(Object.values(part.options))
      if ('value' in part) walk(part.value)
    }
  }
  walk(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst())
  return [...names].sort()
}
