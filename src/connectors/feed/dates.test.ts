import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseDate } from './dates.ts'

const read = (written: string): string | undefined => parseDate(written)?.toISOString().replace('.000Z', 'Z')

test('says nothing of what is no date', () => {
  for (const written of [
    '',
    'yesterday',
    '2024-13-01',
    '2024-02-99',
    'Mon, 99 Foo 2024',
    'May',
    '12:30',
    '0',
    '🎉',
    '-1',
  ])
    assert.equal(read(written), undefined, written)
  assert.equal(parseDate(undefined), undefined)
})

const written: Record<string, string> = {
  '2024-03-05T14:30:15Z': '2024-03-05T14:30:15Z',
  '2024-03-05T14:30:15.123+01:00': '2024-03-05T13:30:15Z',
  '2024-03-05T14:30-0500': '2024-03-05T19:30:00Z',
  '2024-03-05 14:30:15': '2024-03-05T14:30:15Z',
  '2024-03-05 14:30:15 +0200': '2024-03-05T12:30:15Z',
  '2024-03-05': '2024-03-05T00:00:00Z',
  '20240305': '2024-03-05T00:00:00Z',
  '2024-03': '2024-03-01T00:00:00Z',
  '2024': '2024-01-01T00:00:00Z',
  'Tue, 05 Mar 2024 14:30:15 GMT': '2024-03-05T14:30:15Z',
  'Tue, 5 Mar 2024 14:30:15 +0100': '2024-03-05T13:30:15Z',
  'Tue, 05 Mar 24 14:30 EST': '2024-03-05T19:30:00Z',
  'Tue, 05 Mar 99 14:30 UT': '1999-03-05T14:30:00Z',
  '5 Mar 2024 2:30 PM CET': '2024-03-05T13:30:00Z',
  '05 Mar 2024': '2024-03-05T00:00:00Z',
  'Tue Mar  5 14:30:15 2024': '2024-03-05T14:30:15Z',
  'Tue Mar 5 14:30:15 PST 2024': '2024-03-05T22:30:15Z',
  'March 5, 2024': '2024-03-05T00:00:00Z',
  'Tuesday, 05-Mar-24 14:30:15 GMT': '2024-03-05T14:30:15Z',
  'mar, 05 mar 2024 14:30:15 +0100': '2024-03-05T13:30:15Z',
  'mar, 05 ago 2025 14:30:15 +0200': '2025-08-05T12:30:15Z',
  'lunes, 1 de enero de 2024': '2024-01-01T00:00:00Z',
  'Sat, 07 Sep 2002 00:00:01 GMT': '2002-09-07T00:00:01Z',
}
for (const [said, meant] of Object.entries(written)) test(`reads ${said}`, () => assert.equal(read(said), meant))

test('reads back every moment that the standards can write', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true }), (moment) => {
      const seconds = new Date(Math.floor(moment.getTime() / 1000) * 1000)
      assert.deepEqual(parseDate(seconds.toISOString()), seconds)
      assert.deepEqual(parseDate(seconds.toUTCString()), seconds)
    }),
  )
})
