import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../core/errors.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { addressOf, placeAsked, placeOf, queryOf } from './place.ts'

test('an address says where one is in the inbox, and nothing for its first page', () => {
  assert.equal(addressOf({ view: 'needs' }), '/conversations')
  assert.equal(queryOf({ view: 'mine', tag: 'más de & uno' }), '?view=mine&tag=m%C3%A1s+de+%26+uno')
  for (const place of [
    { view: 'closed', q: 'café', after: 'x' },
    {
      view: 'needs',
      order: 'latest',
      mood: 'negative',
      intent: 'complaint',
      urgency: 0,
      abuse: 'any',
      lang: 'pt',
      topic: 'envíos',
    },
  ] as const) {
    const read = placeOf(placeAsked.parse(Object.fromEntries(new URLSearchParams(queryOf(place)))))
    assert.deepEqual(Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)), place)
  }
})

test('a program says the state, which is a view', () => {
  for (const [state, view] of [
    ['waiting', 'needs'],
    ['open', 'open'],
    ['snoozed', 'snoozed'],
    ['closed', 'closed'],
  ] as const)
    assert.equal(placeOf(placeAsked.parse({ state })).view, view)
})

test('a cursor comes back as it went, and what we did not write is refused', () => {
  const cursor = { at: new Date('2026-05-03T10:00:00.123Z'), id: '01900000-0000-7000-8000-000000000001' }
  assert.deepEqual(readCursor(writeCursor(cursor)), cursor)
  assert.equal(readCursor(''), undefined)
  for (const text of [
    'x',
    'bnVsbA',
    Buffer.from('["2026","1"]').toString('base64url'),
    Buffer.from('{}').toString('base64url'),
  ])
    assert.throws(
      () => readCursor(text),
      (error) => error instanceof Refusal && error.status === 400,
      text,
    )
})
