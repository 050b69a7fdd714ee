import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokens } from '../text/tokens.ts'
import { findCues } from './index.ts'

const cues = (text: string, language: string) => findCues(tokens(text), language)

/** From −1 to 1: what the words come to. */
function mood(text: string, language: string): number {
  const found = cues(text, language)
  const of = (name: string) => found.find((cue) => cue.name === name)?.strength ?? 0
  return of('mood-sum-positive') - of('mood-sum-negative')
}

const good: [string, string[]][] = [
  [
    'es',
    [
      'Me encantó',
      'nada mal el sitio',
      'No me puedo quejar',
      'una maravilla',
      'de puta madre',
      'la rompieron',
      'está chévere',
      'padrísimo',
      'qué bacán',
      'buenísimo',
      'tqm',
      'nunca fallan',
      'sin problemas',
      'no defrauda',
      'BUENOOOO',
      '😍',
      'jajaja qué genial :)',
    ],
  ],
  [
    'en',
    [
      'I love it',
      'not bad at all',
      "can't complain",
      'no complaints here',
      'blew my mind',
      'so goooood',
      'fucking awesome',
      'never let me down',
      '<3',
      'chuffed to bits',
    ],
  ],
  ['pt', ['adorei, muito bom', 'não decepciona', 'parabéns']],
  ['fr', ["j'adore", 'très bon accueil', 'pas mal du tout']],
  ['it', ['bellissimo posto', 'che meraviglia', 'niente male']],
  ['de', ['sehr gut', 'wunderschön', 'nicht schlecht']],
  ['ca', ["m'encanta", 'molt bo', 'gens malament']],
]
const bad: [string, string[]][] = [
  [
    'es',
    [
      'No me gustó',
      'no es muy bueno',
      'pésimo',
      'feísimo',
      'qué asco',
      'nunca más',
      'no sirve',
      'un robo',
      'dejó mucho que desear, malo',
      '😡',
      'ni bueno ni barato',
      'nada recomendable',
    ],
  ],
  [
    'en',
    [
      'not good',
      "I don't think it is very good",
      'the worst',
      'hardly impressive',
      'useless',
      'never again',
      'a complete waste of time',
      ':(',
      'total joke',
    ],
  ],
  ['pt', ['não gostei', 'muito ruim', 'que vergonha']],
  ['fr', ["je n'aime pas", 'très mauvais', 'quelle honte']],
  ['it', ['non mi piace', 'che schifo', 'pessimo']],
  ['de', ['nicht gut', 'so eine Frechheit', 'furchtbar']],
  ['ca', ["no m'agrada", 'quina vergonya', 'molt dolent']],
]
for (const [language, texts] of good)
  for (const text of texts)
    test(`${language}: ‘${text}’ is good`, () => assert.ok(mood(text, language) > 0.1, `${mood(text, language)}`))
for (const [language, texts] of bad)
  for (const text of texts)
    test(`${language}: ‘${text}’ is bad`, () => assert.ok(mood(text, language) < -0.1, `${mood(text, language)}`))

test('what comes after but weighs more, after though less', () => {
  assert.ok(mood('La comida buena, pero el servicio pésimo', 'es') < 0)
  assert.ok(mood('El servicio lento, pero la comida buenísima', 'es') > 0)
  assert.ok(mood('The food was slow but absolutely delicious', 'en') > 0)
  assert.ok(mood('Great food but terrible service', 'en') < 0.1)
})

test('much is more and a little is less', () => {
  const strength = (text: string, language: string) =>
    cues(text, language).find(({ name }) => name.startsWith('blame') || name.startsWith('praise'))?.strength ?? 0
  assert.ok(strength('muy lento', 'es') > strength('lento', 'es'))
  assert.ok(strength('un poco lento', 'es') < strength('lento', 'es'))
  assert.ok(strength('so slow', 'en') > strength('slow', 'en'))
  assert.ok(strength('a bit slow', 'en') < strength('slow', 'en'))
  assert.ok(strength('LENTO', 'es') > strength('lento', 'es'))
})

test('a negation ends with its sentence, at a comma, and where it is none', () => {
  const has = (text: string, name: string, language = 'es') => cues(text, language).some((cue) => cue.name === name)
  assert.ok(has('no es bueno', 'negated-praise'))
  assert.ok(!has('No. Bueno', 'negated-praise'))
  assert.ok(!has('no, es bueno', 'negated-praise'))
  assert.ok(!has('no solo es bueno', 'negated-praise'))
  assert.ok(!has('not only good', 'negated-praise', 'en'))
  assert.ok(has('it is not lovely', 'negated-praise', 'en'))
  assert.ok(has('sin errores', 'negated-blame'))
})

test('praise that is hoped for is not praise', () => {
  assert.ok(cues('Ojalá fuera bueno', 'es').some(({ name }) => name === 'wished-praise'))
  assert.ok(cues('I wish it was good', 'en').some(({ name }) => name === 'wished-praise'))
})

test('signs of irony: quotes, applause beside blame, praise beside a failure', () => {
  const has = (text: string, name: string, language: string) => cues(text, language).some((cue) => cue.name === name)
  assert.ok(has('Su "excelente" servicio', 'quoted-praise', 'es'))
  assert.ok(has('Your "great" service', 'quoted-praise', 'en'))
  assert.ok(has('Todo mal 👏', 'applause-with-blame', 'es'))
  assert.ok(has('Genial, no me deja entrar', 'praise-with-failure', 'es'))
  assert.ok(has('Lovely, no internet again', 'praise-with-failure', 'en'))
  assert.ok(!has('Excelente servicio 👏', 'applause-with-blame', 'es'))
})

test('a cue stands at the words it was found in', () => {
  const text = 'Hola, la comida no estaba nada buena'
  const read = tokens(text)
  const found = findCues(read, 'es').find(({ name }) => name === 'negated-praise')
  assert.equal(
    read
      .slice(found?.from, found?.to)
      .map(({ written }) => written)
      .join(' '),
    'buena',
  )
})
