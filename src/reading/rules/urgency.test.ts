import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokens } from '../text/tokens.ts'
import { findCues } from './index.ts'

const rows: [language: string, text: string, has: string, hasNot?: string][] = [
  ['es', 'Es urgente, por favor', 'urgent'],
  ['es', 'Mi vuelo sale en dos horas', 'hours-left'],
  ['es', 'Necesito respuesta antes de las 5', 'hours-left'],
  ['es', 'Saqué la licencia en veinte minutos', 'clock-time', 'hours-left'],
  ['es', 'Es la segunda vez que escribo', 'asked-before'],
  ['es', 'Huele a gas en todo el edificio', 'danger'],
  ['es', 'Huele a pan recién hecho', '', 'danger'],
  ['es', 'Mi abuela de 84 años lleva dos días sin luz', 'vulnerable vulnerable-in-trouble days-waiting'],
  ['es', 'Estoy embarazada y no hay agua', 'vulnerable vulnerable-in-trouble'],
  ['es', 'Mañana voy a PROFECO', 'escalates tomorrow'],
  ['es', 'Los voy a denunciar en INDECOPI', 'escalates'],
  ['es', 'No reconozco este cargo', 'fraud'],
  ['es', 'Alguien está usando mi tarjeta', 'fraud'],
  ['es', 'Nos dejaron tirados en el aeropuerto', 'stranded'],
  ['es', 'No puedo cobrar a mis clientes', 'losing-money'],
  ['es', 'Desde anoche sin internet', 'today no-service failing-now'],
  ['en', 'This is urgent', 'urgent'],
  ['en', 'My flight leaves in two hours', 'hours-left'],
  ['en', 'The office closes at midnight', 'hours-left'],
  ['en', 'They fixed it in 20 minutes', 'clock-time', 'hours-left'],
  ['en', 'This is the third time I email you', 'asked-before'],
  ['en', 'There is a smell of gas in the hall', 'danger'],
  ['en', 'The smell of coffee is lovely', '', 'danger'],
  ['en', 'My mother is in a wheelchair and the lift is not working', 'vulnerable vulnerable-in-trouble'],
  ['en', 'I am reporting you to trading standards', 'escalates'],
  ['en', 'See you in court', 'escalates'],
  ['en', "I don't recognise this charge", 'fraud'],
  ['en', 'Someone is using my card', 'fraud'],
  ['en', 'We are stranded at the airport', 'stranded'],
  ['en', "I can't take payments and my shop is full", 'losing-money'],
  ['en', 'No power since this morning', 'today no-service failing-now'],
]

for (const [language, text, has, hasNot = ''] of rows)
  test(`${language}: ${text}`, () => {
    const found = new Set(findCues(tokens(text), language).map(({ name }) => name))
    const words = (list: string) => list.split(' ').filter((name) => name !== '')
    assert.deepEqual(
      words(has).filter((name) => !found.has(name)),
      [],
      `lacks, among ${[...found].join(' ')}`,
    )
    assert.deepEqual(
      words(hasNot).filter((name) => found.has(name)),
      [],
      'has',
    )
  })
