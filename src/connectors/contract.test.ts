import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { asTests } from '../../test/program.ts'
import { connectorContract } from './contract.test-kit.ts'
import { memory, world } from './memory.test-kit.ts'

connectorContract(memory, async () => world)

/** The faults of the connectors in `broken.test-kit.ts`, and the promise that each breaks. */
const promises: Record<string, string> = {
  'says no Spanish': 'says the same things in every language, under its own name',
  'has no label': 'has a label for every setting, and the words for label and help',
  'lets anybody in': 'refuses wrong settings in words',
  'finds another each time': 'finds the account, the same one each time, and says in words what is there',
  'begins too early': 'begins from now: nothing that was said before',
  'hears twice': 'hears what is said, once, and not again',
  'tells each thing only once': 'reads an old cursor again and hears the same',
  'does not stop': 'stops when it is told to',
  'overlooks changes': 'notices changes and deletions, where the network tells them',
  'forgets its history': 'pages through what was said since, to the end, each message once',
  'knows no since': 'finds nothing older than asked',
  'streams on and on': 'stops streaming when it is told to',
  'likes it twice': 'does each reaction once, however often it is told to, and takes it back',
  'never takes it back': 'does each reaction once, however often it is told to, and takes it back',
  'says it twice': 'says the same key twice and it stands once',
  'forgets the pictures': 'says a text with a picture and what is to be seen in it; twice the same, it stands once',
  'finds what nobody said': 'finds what was said, and not what was not',
}

test('catches connectors that break a promise, by that promise', { timeout: 120_000 }, async () => {
  const caught = caughtIn(await reportOn('./broken.test-kit.ts'))
  for (const [fault, promise] of Object.entries(promises))
    assert.ok(caught[fault]?.includes(promise), `${fault}: ${promise} (caught: ${caught[fault]})`)
})

/** The TAP report of a test file run in a process of its own; that it fails is what we want. */
function reportOn(file: string): Promise<string> {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const args = [...asTests, '--test-reporter=tap', fileURLToPath(new URL(file, import.meta.url))]
  return new Promise((done) => execFile(process.execPath, args, { env, maxBuffer: 10_000_000 }, (_, out) => done(out)))
}

/** By connector, the tests that failed. */
function caughtIn(report: string): Record<string, string[]> {
  const caught: Record<string, string[]> = {}
  let failed: string[] = []
  for (const [, indent = '', name = ''] of report.matchAll(/^( *)not ok \d+ - (.*)$/gm)) {
    if (indent.length === 8) failed.push(name)
    if (indent.length > 0) continue
    caught[name] = failed
    failed = []
  }
  return caught
}
