import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Said } from '../reading.ts'
import { identify } from './identify.ts'

const one = (text: string, more: Omit<Said, 'text'> = {}) => {
  const [judgement] = identify([{ text, ...more }])
  assert.ok(judgement)
  return judgement
}
const code = (text: string, more: Omit<Said, 'text'> = {}): string => one(text, more).value

test('messages as people write them are in their language', () => {
  for (const [language, text] of [
    ['es', 'xq no contestan los mensajes?? llevo toda la mañana esperando'],
    ['es', 'che, me cobraron dos veces y encima no atiende nadie'],
    ['es', 'que buena onda la chica de la caja, mil gracias'],
    ['en', 'u guys never answer ur phone, what a joke'],
    ['en', 'My order still hasn’t arrived and nobody picks up'],
    ['pt', 'vcs não respondem ninguém, tô esperando desde ontem'],
    ['fr', 'toujours aucune réponse de votre part, c’est quoi ce service'],
    ['it', 'sto aspettando da due settimane e nessuno mi risponde'],
    ['de', 'seit zwei Wochen warte ich und keiner antwortet mir'],
    ['ca', 'fa dues setmanes que espero i ningú em contesta'],
    ['gl', 'levo dúas semanas agardando e ninguén me contesta'],
    ['eu', 'bi aste daramatzat zain eta inork ez dit erantzuten'],
    ['nl', 'ik wacht al twee weken en niemand geeft antwoord'],
    ['ru', 'жду уже две недели и никто не отвечает'],
    ['uk', 'чекаю вже два тижні і ніхто не відповідає'],
    ['el', 'περιμένω δύο εβδομάδες'],
    ['ar', 'أنتظر منذ أسبوعين ولا أحد يجيب'],
    ['ja', '二週間も待っているのに返事がない'],
    ['zh', '等了两个星期都没人回复'],
    ['ko', '2주째 기다리는데 답이 없어요'],
  ] as const)
    assert.equal(code(text), language, text)
})

test('where nothing can be said, nothing is', () => {
  for (const text of [
    '',
    ' ',
    '😍😍🔥',
    '12 345',
    'https://example.com/una-pagina',
    '@marta @lucas',
    'marta@correo.es',
    '!!!',
    '\u200d',
  ])
    assert.deepEqual(one(text), { value: 'und', p: 1 }, text)
})

test('capitals, stretched letters, missing accents and look-alike letters do not change it', () => {
  assert.equal(code('QUE MAL SERVICIO TIENEN'), 'es')
  assert.equal(code('holaaaaa buenaaaas nocheeees'), 'es')
  assert.equal(code('manana abren en la manana o despues del almuerzo'), 'es')
  assert.equal(code('mi cuentа dе раypаl no funcionа'), 'es')
})

test('a message in two languages is in that of most of its words', () => {
  assert.equal(code('no me funciona el streaming del match, pero el login va perfecto'), 'es')
  assert.equal(code('my abuela says the empanadas here are the best she has ever had'), 'en')
})

test('what is usual at a window decides about two words, the text about a long message', () => {
  const here = { usual: { ca: 0.9, es: 0.1 } }
  assert.equal(code('no funciona', here), 'ca')
  assert.equal(code('no funciona', { usual: { es: 0.9, ca: 0.1 } }), 'es')
  const long =
    'Llevo dos semanas esperando el pedido y nadie me contesta los correos, quiero que me devuelvan el dinero'
  assert.equal(code(long, here), 'es')
  assert.equal(code(long, { usual: { en: 1 }, language: 'en' }), 'es')
})

test('what the network says is a hint, in whatever way it names a language', () => {
  const plain = one('app no va').p
  assert.ok(one('app no va', { language: 'es-MX' }).p > plain)
  assert.equal(code('the parcel never came and nobody answers', { language: 'es' }), 'en')
  assert.equal(code('hola', { language: '' }), code('hola'))
})

test('shares of a window that are no shares do no harm', () => {
  const usual = { es: Number.NaN, en: -1, pt: Number.POSITIVE_INFINITY, ca: 0 }
  assert.equal(code('muchas gracias por todo', { usual }), 'es')
  assert.equal(code('muchas gracias por todo', { usual: {} }), 'es')
  assert.deepEqual(one('no funciona', { usual: { und: 1 }, language: 'und' }), one('no funciona'))
})

test('probabilities are probabilities, answers the same each time and in any company, for any string', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 5 }), (texts) => {
      const together = identify(texts.map((text) => ({ text })))
      const alone = texts.map((text) => one(text))
      assert.deepEqual(together, alone)
      for (const { value, p } of together) assert.ok(/^[a-z]{2,3}$/.test(value) && p >= 0 && p <= 1)
    }),
    { numRuns: 200 },
  )
})

test('a message is judged by its first 2,000 characters', () => {
  const spanish = 'la fila de la caja no avanza '.repeat(70)
  assert.equal(code(spanish + 'the queue never moves at all '.repeat(3000)), 'es')
  assert.deepEqual(one(spanish.repeat(50)), one(spanish.slice(0, 2000)))
})
