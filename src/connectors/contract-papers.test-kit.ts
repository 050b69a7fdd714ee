import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IntlMessageFormat } from 'intl-messageformat'
import type { Connector } from './connector.ts'
import { assertSayable, failureOf, type TestContext, testContext, type World } from './contract-means.test-kit.ts'
import type { FieldMeta } from './field.ts'

export function wordsOf({ network, name, mark, words, settings }: Connector): void {
  test('has a network word, a name and a mark', () => {
    assert.match(network, /^[a-z][a-z0-9-]*$/)
    assert.notEqual(name, '')
    assert.ok([...mark].length >= 1 && [...mark].length <= 2, `the mark "${mark}" has one or two characters`)
  })

  test('says the same things in every language, under its own name', () => {
    assert.deepEqual(Object.keys(words.es).sort(), Object.keys(words.en).sort())
    for (const [key, text] of Object.entries(words.en)) {
      assert.ok(key.startsWith(`${network}.`), `${key} begins with ${network}.`)
      assert.notEqual(text.trim(), '', key)
      assert.deepEqual(argumentsOf(words.es[key] ?? ''), argumentsOf(text), `${key} has the same arguments`)
    }
  })

  test('has a label for every setting, and the words for label and help', () => {
    for (const [key, schema] of Object.entries(settings.shape)) {
      const meta = fieldOf(schema)
      assert.ok(meta, `setting ${key} has .meta(field({...}))`)
      for (const message of [meta.label, meta.help ?? meta.label])
        assert.ok(words.en[message] !== undefined, `${message} of setting ${key} is in the words`)
    }
  })
}

function argumentsOf(text: string): string[] {
  const names = new Set<string>()
  const visit = (nodes: readonly object[]): void => {
    for (const node of nodes) {
      if ('type' in node && Number(node.type) > 0 && 'value' in node && node.type !== 7) names.add(String(node.value))
      if ('options' in node) for (const option of Object.values(Object(node.options))) visit(Object(option).value)
    }
  }
  visit(new IntlMessageFormat(text, 'en').getAst())
  return [...names].sort()
}

/** The field of a setting, whether said of the schema itself or of what it wraps (optional, default…). */
function fieldOf(schema: unknown): FieldMeta | undefined {
  const one: { meta?: () => { field?: FieldMeta } | undefined; def?: { innerType?: unknown; in?: unknown } } =
    Object(schema)
  return (
    one.meta?.()?.field ?? (one.def?.innerType || one.def?.in ? fieldOf(one.def.innerType ?? one.def.in) : undefined)
  )
}

export function settingsOf(connector: Connector, world: () => World): void {
  test('refuses wrong settings in words', async () => {
    assert.ok(world().wrongSettings.length > 0, 'the world knows wrong settings')
    for (const { why, settings, kinds = ['reconnect', 'invalid'] } of world().wrongSettings) {
      // What the schema itself refuses never reaches the connector.
      if (!connector.settings.safeParse(settings).success) continue
      const failure = await failureOf(connector.test(testContext(connector, settings)))
      assert.ok(failure, `${why}: refused with a ConnectorFailure`)
      assert.ok(kinds.includes(failure.kind), `${why}: ${failure.kind} is one of ${kinds}`)
      assertSayable(failure.words, connector)
    }
  })
}

export function finding(connector: Connector, context: () => TestContext): void {
  test('finds the account, the same one each time, and says in words what is there', async () => {
    const found = await connector.test(context())
    assert.notEqual(found.account.externalId, '')
    assert.notEqual(found.account.name, '')
    assert.deepEqual(JSON.parse(JSON.stringify(found.account)), found.account, 'an account survives JSON')
    const sayings = [...found.hears, ...found.says, ...found.limits]
    for (const said of sayings) assertSayable(said, connector)
    assert.ok(found.hears.length > 0, 'it says what can be heard')
    assert.equal((await connector.test(context())).account.externalId, found.account.externalId)
  })
}
