import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { guessDayFirst, readDate } from './dates.ts'

const madrid = { timeZone: 'Europe/Madrid', dayFirst: true }
const iso = (text: string, habits = madrid) => readDate(text, habits)?.toISOString()

test('what is no date is none, and no day is made up', () => {
  for (const text of [
    '',
    'ayer',
    '31/02/2024',
    '2024-13-01',
    '2024-05-03 25:00',
    '03/05/2024 13:00 pm',
    '7',
    '32/32/2024',
  ])
    assert.equal(readDate(text, madrid), undefined, text)
})

test('a date that says its zone means that moment; another is of the zone that was chosen', () => {
  assert.equal(iso('2024-05-03T10:20:30Z'), '2024-05-03T10:20:30.000Z')
  assert.equal(iso('2024-05-03T10:20:30.123+02:00'), '2024-05-03T08:20:30.123Z')
  assert.equal(iso('Fri, 03 May 2024 10:20:00 +0000'), '2024-05-03T10:20:00.000Z')
  assert.equal(iso('Fri May 03 2024'), '2024-05-02T22:00:00.000Z')
  assert.equal(iso('2024-05-03 10:20'), '2024-05-03T08:20:00.000Z')
  assert.equal(iso('2024-01-03 10:20'), '2024-01-03T09:20:00.000Z')
  assert.equal(iso('2024-05-03', { ...madrid, timeZone: 'America/Lima' }), '2024-05-03T05:00:00.000Z')
})

test('days and months in either order, and in words of both languages', () => {
  assert.equal(iso('03/05/2024 10:20'), '2024-05-03T08:20:00.000Z')
  assert.equal(iso('03/05/24, 10:20:05 p. m.'), '2024-05-03T20:20:05.000Z')
  assert.equal(iso('03/05/2024 12:05 am', { ...madrid, dayFirst: false }), '2024-03-04T23:05:00.000Z')
  assert.equal(iso('05/25/2024'), '2024-05-24T22:00:00.000Z')
  assert.equal(iso('25/05/2024', { ...madrid, dayFirst: false }), '2024-05-24T22:00:00.000Z')
  assert.equal(iso('3 de mayo de 2024 a las 10:20'), '2024-05-03T08:20:00.000Z')
  assert.equal(iso('3 de mayo de 2024, a las 10:20'), '2024-05-03T08:20:00.000Z')
  assert.equal(iso('viernes, 3 de diciembre del 2021 9:05'), '2021-12-03T08:05:00.000Z')
  assert.equal(iso('May 3, 2024 10:20 AM'), '2024-05-03T08:20:00.000Z')
  assert.equal(iso('3-ene-2024'), '2024-01-02T23:00:00.000Z')
})

test('seconds, milliseconds and the days of spreadsheets', () => {
  assert.equal(iso('1714724400'), '2024-05-03T08:20:00.000Z')
  assert.equal(iso('1714724400000'), '2024-05-03T08:20:00.000Z')
  assert.equal(iso('45415.430555556'), '2024-05-03T08:20:00.000Z')
})

test('every moment that a machine writes is read as that moment', () => {
  const years = { min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true }
  fc.assert(fc.property(fc.date(years), (date) => assert.equal(iso(date.toISOString()), date.toISOString())))
})

test('the order is told by the dates where only one makes sense', () => {
  assert.equal(guessDayFirst(['03/05/2024', '25/05/2024'], false), true)
  assert.equal(guessDayFirst(['03/05/2024', '05/25/2024'], true), false)
  assert.equal(guessDayFirst(['03/05/2024'], true), true)
})
