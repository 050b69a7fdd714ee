import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokens } from '../text/tokens.ts'
import { findCues } from './index.ts'

const names = (text: string, language: string) => new Set(findCues(tokens(text), language).map(({ name }) => name))

/** What each message has, and has not, as the rules see it. */
type Row = [text: string, has: string, hasNot?: string]

const es: Row[] = [
  ['La app no me deja pagar', 'failure'],
  ['Funciona de maravilla', 'praise-word', 'failure'],
  ['Otra vez sin luz en Ñuñoa', 'no-service again'],
  ['Me cobraron dos veces el mismo recibo', 'wrong-charge'],
  ['Sigo esperando que me devuelvan la plata', 'waiting'],
  ['Nadie responde el teléfono', 'nobody-answers', 'rhetorical-question'],
  ['Llevo 3 días esperando', 'waiting days-waiting'],
  ['Prometieron llamar ayer y no cumplen', 'broken-promise'],
  ['Qué vergüenza de atención', 'shame'],
  ['¿Hasta cuándo vamos a seguir así?', 'rhetorical-question'],
  ['¿Les parece normal cobrar por esto?', 'rhetorical-question'],
  ['Me cambio a la competencia', 'leaving'],
  ['Voy a cambiar de casa en mayo', '', 'leaving'],
  ['No compren ahí', 'leaving'],
  ['Exijo una explicación', 'demand'],
  ['Gracias por nada', 'thanks-ironically'],
  ['Gracias por resolverlo tan rápido', 'thanks thanks-for-deed', 'thanks-ironically'],
  ['¿Tienen talla 42? Gracias de antemano', 'thanks-ahead question-mark'],
  ['¿A qué hora abren?', 'asks-directly question-at-end'],
  ['hola a q hora abren', 'asks-directly question-without-mark'],
  ['Quisiera saber si hacen envíos', 'asks-to-know'],
  ['Me gustaría que me digan el precio', 'asks-to-know'],
  ['¿Me pueden ayudar con mi pedido?', 'asks-to-handle'],
  ['Deberían poner bancos en la plaza', 'suggests-explicitly'],
  ['Ojalá abrieran los domingos', 'suggests-implicitly'],
  ['Lo único que le falta es modo oscuro', 'suggests-implicitly'],
  ['Estaría bueno que agreguen más horarios', 'suggests-explicitly'],
  ['Habilitad un vagón para bicis', 'suggests-explicitly'],
  ['¿Y si ponen una sombra en la parada?', 'suggests-explicitly'],
  ['Excelente servicio, los recomiendo', 'praise-service recommends'],
  ['Quiero comprar dos entradas', 'wants-to-buy'],
  ['Me lo llevo', 'wants-to-buy'],
  ['Resérvenme una mesa para cuatro', 'wants-to-buy'],
  ['Gana dinero desde casa sin experiencia', 'spam-earn'],
  ['Préstamos sin buró en minutos', 'spam-loan'],
  ['Invierte en bitcoin conmigo', 'spam-crypto'],
  ['Escríbeme al WhatsApp para más info', 'spam-contact'],
  ['Llamé dos veces y dejé un mensaje', '', 'spam-contact'],
  ['Sígueme y te sigo', 'spam-follow'],
  ['Amarres de amor garantizados', 'spam-miracle'],
  ['Os recomiendo leer este hilo', 'advises'],
  ['Yo pondría un banco en la esquina', 'asks-for-change'],
  ['¿Habéis pensado en abrir los lunes?', 'asks-for-change'],
  ['Ya es hora de que alguien lo arregle', 'says-what-must-be'],
  ['Poned más papeleras', 'commands'],
  ['Anoche nos pusieron más pan', '', 'commands'],
  ['Unas croquetas de chuparse los dedos y un trato de diez', 'praise-idiom'],
  ['Feliz cumpleaños, mi hermana cumple treinta', 'tells-own-life'],
  ['El concierto será a las 8 de la tarde', 'tells-news'],
  ['jajaja', 'chats-only'],
  ['jajaja pues no me llegó el pedido', '', 'chats-only'],
  ['Apúntame dos cajas', 'wants-to-buy'],
]

const en: Row[] = [
  ["The app won't let me pay", 'failure'],
  ['It works like a charm', 'praise-word', 'failure'],
  ['No internet again since this morning', 'no-service again today'],
  ['You charged me twice this month', 'wrong-charge'],
  ['I want my money back', 'money-withheld'],
  ['Nobody answers the phone', 'nobody-answers'],
  ["I've been on hold for 40 minutes", 'waiting'],
  ['You promised a call back but nothing', 'broken-promise'],
  ['An absolute disgrace', 'shame'],
  ['How hard can it be?', 'rhetorical-question'],
  ['Are you kidding me?', 'rhetorical-question'],
  ['Taking my business elsewhere', 'leaving'],
  ["I'm leaving the house at nine", '', 'leaving'],
  ['Avoid this place', 'leaving'],
  ['Thanks for nothing', 'thanks-ironically'],
  ['Great job losing my bag again', 'thanks-ironically'],
  ['Thanks for sorting it so quickly', 'thanks thanks-for-deed', 'thanks-ironically'],
  ['Do you open on Sundays? Thanks in advance', 'thanks-ahead question-mark'],
  ['what time do you close', 'asks-directly question-without-mark'],
  ['I was wondering if you ship abroad', 'asks-to-know'],
  ['Could you send me the invoice?', 'asks-to-handle'],
  ['You should add a dark mode', 'suggests-explicitly'],
  ["Why don't you open earlier?", 'suggests-explicitly'],
  ['Please add more benches', 'suggests-explicitly'],
  ['I wish there was a vegan option', 'suggests-implicitly'],
  ['It would be nice to have a map', 'suggests-implicitly'],
  ['Excellent service, highly recommend', 'praise-service recommends'],
  ["I'd like to order two of these", 'wants-to-buy'],
  ['Shut up and take my money', 'wants-to-buy'],
  ['Earn $500 a week from home', 'spam-earn'],
  ['Follow for follow back', 'spam-follow'],
  ['Click the link in bio', 'spam-contact'],
  ['Fast loans approved today, bad credit ok', 'spam-loan'],
  ['Your account has been suspended, verify your details', 'spam-phishing'],
  ['I paid for an account and it is great', '', 'spam-phishing'],
  ['Everyone should read this thread', 'advises'],
  ['Take a moment to look at it', 'advises'],
  ['Is it too much to ask for a volume slider', 'asks-for-change'],
  ['Can we get a landscape mode?', 'asks-for-change'],
  ['Can you tell me the price?', '', 'asks-for-change'],
  ['A crosswalk there is overdue', 'says-what-must-be'],
  ['@shop put the samples back', 'commands'],
  ['They put the samples back', '', 'commands'],
  ['Those buns should be illegal', 'praise-idiom'],
  ['My dog ate the butter', 'tells-own-life'],
  ['Council votes to approve the bypass', 'tells-news'],
  ['lol same', 'chats-only'],
  ['lol same thing happened to my parcel', '', 'chats-only'],
]

for (const [language, rows] of Object.entries({ es, en }))
  for (const [text, has, hasNot = ''] of rows)
    test(`${language}: ${text}`, () => {
      const found = names(text, language)
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
