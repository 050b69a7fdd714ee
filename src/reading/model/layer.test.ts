import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createReader, type Lesson, learnLayer, shippedWeights, tryLayer } from '../index.ts'

const weights = shippedWeights()
const reader = createReader(weights)
const said = (text: string) => ({ text, language: 'es' })
const lesson = (text: string, what: string, becomes: string): Lesson => ({ text, language: 'es', what, becomes })

test('one correction changes how the message is read, and a little what is like it', () => {
  const text = 'El chisme ha llegado con la pegatina del revés'
  const [before] = reader.read([said(text)])
  const becomes = before?.intents[0]?.value === 'complaint' ? 'praise' : 'complaint'
  const taught = createReader(weights, learnLayer(weights, [lesson(text, 'intents', becomes)]))
  const [after] = taught.read([said(text)])
  const p = (reading: typeof after, value: string) => reading?.intents.find((one) => one.value === value)?.p ?? 0
  assert.ok(p(after, becomes) > p(before, becomes))
  assert.notEqual(taught.version, reader.version)
  assert.ok(
    taught.explain(said(text)).some(({ of, rule }) => of === `intent:${becomes}` && rule === 'reading.cue.taught'),
  )
  const other = 'Buenos días, ¿a qué hora cerráis?'
  assert.deepEqual(taught.read([said(other)])[0]?.intents[0]?.value, reader.read([said(other)])[0]?.intents[0]?.value)
})

test('taught often enough, it reads as it was taught', () => {
  const texts = ['Esto está al pil pil', 'La web va al pil pil', 'Qué servicio, al pil pil', 'Todo al pil pil hoy']
  const lessons = [...texts, ...texts].map((text) => lesson(text, 'sentiment', 'positive'))
  const taught = createReader(weights, learnLayer(weights, lessons))
  assert.equal(taught.read([said('La atención fue al pil pil')])[0]?.sentiment.value, 'positive')
})

test('what is undone leaves nothing: learning without it gives the same bytes', () => {
  const words = fc.constantFrom('tarde', 'paquete', 'gracias', 'roto', 'hola', 'quiero', 'dos', 'nunca', 'gran')
  const one = fc
    .record({
      text: fc.array(words, { minLength: 1, maxLength: 6 }).map((all) => all.join(' ')),
      becomes: fc.constantFrom('positive', 'negative', 'neutral'),
    })
    .map(({ text, becomes }) => lesson(text, 'sentiment', becomes))
  fc.assert(
    fc.property(fc.array(one, { maxLength: 6 }), one, fc.nat(6), (lessons, extra, at) => {
      const before = JSON.stringify(learnLayer(weights, lessons))
      const taught = lessons.toSpliced(at, 0, extra)
      const learned = JSON.stringify(learnLayer(weights, taught))
      assert.notEqual(learned, before)
      const undone = taught.filter((kept) => kept !== extra)
      assert.equal(JSON.stringify(learnLayer(weights, undone)), before)
    }),
    { numRuns: 30 },
  )
})

test('no word can be taught to say more than a bound', () => {
  const lessons = Array.from({ length: 60 }, () => lesson('martillo', 'urgency', '3'))
  const { added } = learnLayer(weights, lessons)
  assert.ok(added.length > 0 && added.every(([, outputs]) => outputs.every((one) => Math.abs(one) <= 2)))
})

test('lessons that say nothing that is known teach nothing', () => {
  for (const [what, becomes] of [
    ['sentiment', 'purple'],
    ['__proto__', 'x'],
    ['language', 'es'],
  ] as const)
    assert.deepEqual(learnLayer(weights, [lesson('hola', what, becomes)]).added, [])
})

test('a topic is learned from what people choose, and told from others', () => {
  const about = (topic: string, texts: string[]) => texts.map((text) => lesson(text, `topic:${topic}`, 'yes'))
  const lessons = [
    ...about('bills', [
      'La factura de marzo está mal',
      'No entiendo mi factura',
      'Me falta una factura',
      'La facturación va doble',
    ]),
    ...about('boats', [
      'El barco salió tarde',
      'Quiero un billete de barco',
      '¿El barco lleva coches?',
      'Se mueve mucho el barco',
    ]),
    lesson('No encuentro la llave', 'topic:bills', 'no'),
  ]
  const layer = learnLayer(weights, lessons)
  const taught = createReader(weights, layer)
  const [bills, boats, none] = taught.topics(
    ['Mi factura no ha llegado', 'El barco de las tres', '¿Tenéis trabajo para mi hijo?'].map(said),
  )
  assert.deepEqual(
    bills?.map(({ value }) => value),
    ['bills'],
  )
  assert.deepEqual(
    boats?.map(({ value }) => value),
    ['boats'],
  )
  assert.deepEqual(none, [])
  assert.deepEqual(JSON.parse(JSON.stringify(layer)), layer)
})

test('what was taught is used only as far as nothing kept apart is read worse', () => {
  const held = ['No funciona el ascensor', 'Sigue sin funcionar la luz', 'No me funciona la tarjeta'].map((text) => ({
    text,
    language: 'es',
    sentiment: 'negative' as const,
    intents: ['complaint' as const],
    urgency: 1 as const,
    abuse: 'none' as const,
  }))
  const praise = { sentiment: 'positive' as const, intents: ['praise' as const], urgency: 0 as const }
  // Else praise that is none would not count: of what nobody said nothing can be read worse.
  const apart = [
    ...held,
    { text: 'Me encanta, el mejor pan del barrio', language: 'es', ...praise, abuse: 'none' as const },
  ]
  const wrong = Array.from({ length: 40 }, (_, at) => lesson(`No funciona el ascensor ${at % 3}`, 'intents', 'praise'))
  const layer = learnLayer(weights, wrong)
  const unchecked = createReader(weights, layer).read([said('No funciona el ascensor')])[0]
  assert.ok(unchecked?.intents.some(({ value }) => value === 'praise'))
  const harmful = tryLayer(weights, layer, apart)
  assert.ok(harmful.layer && harmful.layer.heldBack > 0)
  assert.ok(harmful.figures.every(({ shipped, taught }) => taught >= shipped))
  for (const { text } of held)
    assert.deepEqual(createReader(weights, harmful.layer).read([said(text)]), reader.read([said(text)]), text)
  const harmless = tryLayer(
    weights,
    learnLayer(weights, [lesson('Qué perrísimo todo', 'sentiment', 'positive')]),
    apart,
  )
  assert.equal(harmless.layer?.heldBack, 0)
})

test('a word that nobody knew is taught by few corrections, whatever common words stand beside it', () => {
  const texts = ['El pan de hoy está de trufa', 'La tarta de ayer, de trufa total', 'La atención, de trufa']
  const { layer } = tryLayer(
    weights,
    learnLayer(
      weights,
      texts.map((text) => lesson(text, 'sentiment', 'positive')),
    ),
  )
  const taught = createReader(weights, layer)
  const mood = (by: typeof reader, text: string) => by.read([said(text)])[0]?.sentiment.value
  assert.notEqual(mood(reader, 'El nuevo local está de trufa'), 'positive')
  assert.equal(mood(taught, 'El nuevo local está de trufa'), 'positive')
  assert.equal(mood(taught, 'El nuevo local está sucio'), mood(reader, 'El nuevo local está sucio'))
})
