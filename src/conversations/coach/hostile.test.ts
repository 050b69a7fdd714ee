import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coach } from './coach.ts'

test('no hostile text costs much more than prose of its length', () => {
  const full = (bit: string) => bit.repeat(Math.ceil(100_000 / bit.length)).slice(0, 100_000)
  const prose = full(
    'Hola, Lucía: no te avisamos de que el almacén cerró y tu pedido va con retraso, ¿nos das tu teléfono? ',
  )
  const cost = (draft: string, text: string, name: string): number => {
    const before = process.cpuUsage()
    const theirs = [{ text, harm: true, suggestion: true }]
    coach({ draft, theirs, name, isPublic: true, earlier: [`${draft}.`] })
    return process.cpuUsage(before).user / 1000
  }
  for (let at = 0; at < 3; at++) cost(prose, prose, 'Lucía')
  const most = 100 + 8 * cost(prose, prose, 'Lucía')
  const begun = [
    '',
    'Hola, Lucía, te escribimos desde la tienda. ',
    'Hello Lucy, we write to you from the shop today. ',
  ]
  for (const bit of hostile)
    for (const lead of begun) {
      const text = `${lead}${full(bit)}x`
      const ms = cost(text, text, text)
      assert.ok(ms < most, `${JSON.stringify(lead + bit)}: ${ms} ms, and ${most} at the most`)
    }
})

const hostile = [
  ...[
    '@user@host ',
    '@',
    '@@ ',
    ' ',
    '\n',
    '\u00a0',
    '. ',
    '.',
    '? ',
    '!',
    'a',
    'A',
    'a ',
    'AB CD ',
    'é',
    '한',
    '1',
    '_ ',
  ],
  ...["a's ", "'s", "'aaaa ", '"abcd ef', '«', '- ', '#', '🙄', '👏 ', '\u0301', '\u0315\u0300', 'a\u0315\u0300'],
  ...[
    'lo siento lucia ',
    'sorry ',
    'sentimos si ',
    'we are sorry if ',
    'lucia ',
    'y si ',
    '¿y si ',
    'cuando y cuando ',
  ],
  ...['te le lo la ', 'i have ', 'i am ', 'el almacén se equivocó ', 'in english ', '¿que? ', 'ASAP ', 'anonim'],
]
