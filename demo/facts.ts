import { colleagues, things } from './company.ts'
import type { Lot } from './lot.ts'
import type { Person } from './people.ts'

/** What is in the brackets of a thread: the same coffee, day and order for all who speak in it. */
export function factsFor(person: Person, lot: Lot): Map<string, string> {
  const some = things[person.language]
  const facts = new Map(Object.entries(some).map(([name, of]) => [name, lot.one(of)]))
  for (const name of ['coffee', 'day', 'agent'])
    facts.set(`${name}2`, lot.one(some[name] ?? ['Rubén', 'Paz', 'Samira']))
  facts.set('n', String(Math.floor(lot.between(2, 9))))
  facts.set('order', `A-${Math.floor(lot.between(40_000, 79_999))}`)
  facts.set(
    'euros',
    person.language === 'es'
      ? `${Math.floor(lot.between(3, 38))},${lot.one(['50', '90', '20', '95'])} €`
      : `€${Math.floor(lot.between(3, 38))}.${lot.one(['50', '90', '20', '95'])}`,
  )
  facts.set(
    'price',
    person.language === 'es'
      ? `${lot.one(['2,10', '2,40', '2,80', '3,10', '3,40'])} €`
      : `€${lot.one(['2.10', '2.40', '2.80', '3.10', '3.40'])}`,
  )
  facts.set('lot', String(Math.floor(lot.between(2_240, 2_289))))
  const ours = colleagues.filter((it) => it.share > 0 && it.speaks.includes(person.language))
  facts.set('agent', lot.one(ours).name.split(' ')[0] ?? '')
  facts.set('name', person.first)
  facts.set('me', person.first)
  return facts
}
