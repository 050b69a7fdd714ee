import type { Naming, Promising } from './line.ts'
import type { Day, Hour } from './reckon.ts'

const ones = 'un una uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince'.split(' ')
const numbers = new Map<string, number>([
  ...ones.map((word, at): [string, number] => [word, Math.max(1, at - 1)]),
  ['veinte', 20],
  ['veinticuatro', 24],
  ['treinta', 30],
  ['cuarenta y ocho', 48],
  ['setenta y dos', 72],
  ['media', 0.5],
  ['un par de', 2],
])
const number = `(\\d{1,3}|${[...numbers.keys()].toSorted((a, b) => b.length - a.length).join('|')})`
const numberOf = (text: string | undefined): number => numbers.get(text ?? '') ?? Number(text)

const days = ['domingo', 'lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado']
const months = (
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre' as const
).split(' ')

const parts: Readonly<Record<string, Hour>> = {
  'por la manana': 'morning',
  'de la manana': 'morning',
  'por la tarde': 'afternoon',
  'de la tarde': 'afternoon',
  'por la noche': 'night',
  'a primera hora': 'first',
  'a ultima hora': 'end',
  'a mediodia': 'morning',
}
const part = `(?: (${Object.keys(parts).join('|')}))?`
const inDay = (day: Day, said: string | undefined, before?: string) => ({
  day,
  ...(said && parts[said] ? { hour: parts[said] } : {}),
  ...(before ? { before: true } : {}),
})
const before = '(antes (?:de|del|de el|de este) )?'

const minutesIn: Readonly<Record<string, number>> = { min: 1, h: 60, hor: 60 }

function stretch([, one, other, unit = '', working]: RegExpExecArray) {
  const count = numberOf(other ?? one)
  const minutes = minutesIn[unit.slice(0, 3)] ?? (unit === 'h' ? 60 : 0)
  if (minutes > 0) return { minutes: count * minutes }
  if (unit.startsWith('sem')) return { day: { is: 'in' as const, days: count * 7 } }
  if (unit.startsWith('mes')) return { day: { is: 'in' as const, days: Math.round(count * 30) } }
  return { day: { is: 'in' as const, days: Math.ceil(count), working: working !== undefined } }
}

/** Hours before eight are those of the afternoon, unless it is said which. */
function hour([, said, minutes, more, half]: RegExpExecArray) {
  const shown = numberOf(said)
  if (!(shown >= 0 && shown <= 24)) return undefined
  const isEarly = shown < 8 && half !== 'manana' && half !== 'madrugada'
  const isLate = (half === 'tarde' || half === 'noche') && shown < 12
  const extra =
    more === 'y media' ? 30 : more === 'y cuarto' ? 15 : more === 'menos cuarto' ? -15 : Number(minutes ?? 0)
  return { hour: (shown + (isEarly || isLate ? 12 : 0)) * 60 + extra }
}

const namings: readonly Naming[] = [
  [
    new RegExp(
      `\\b(?:en|dentro de|en menos de|plazo de|plazo maximo de|maximo de|antes de|como maximo|como mucho|proximas|proximos|entre) (?:unas |unos |las |los )?(?:proximas |proximos )?${number} (?:(?:a|o|y|u) )?(?:${number} )?(minutos?|min|horas?|h|dias?|semanas?|mes|meses)\\b( habiles| laborables)?`,
      'g',
    ),
    stretch,
  ],
  [/\b(?:en|antes de|menos de) (\d{1,3})(?:()(h|hs|hrs))\b()/g, ([, count]) => ({ minutes: Number(count) * 60 })],
  [new RegExp(`\\bpasado manana${part}`, 'g'), ([, said]) => inDay({ is: 'in', days: 2 }, said)],
  [
    new RegExp(`(?<!\\b(?:la|esta) )\\b${before}manana(?: mismo)?${part}`, 'g'),
    ([, early, said]) => inDay({ is: 'in', days: 1 }, said, early),
  ],
  [/\besta manana\b/g, () => ({ day: { is: 'in', days: 0 }, hour: 'morning' })],
  [/\b(?:esta|de la|la) tarde\b/g, () => ({ day: { is: 'in', days: 0 }, hour: 'afternoon' })],
  [/\besta (?:misma )?noche\b/g, () => ({ day: { is: 'in', days: 0 }, hour: 'night' })],
  [
    new RegExp(`\\b(?:hoy(?: mismo)?|lo largo del dia|acabe el dia|en el dia)${part}`, 'g'),
    ([, said]) => inDay({ is: 'in', days: 0 }, said),
  ],
  [
    new RegExp(
      `\\b${before}(?:el |este |proximo |el proximo )(?:mismo )?(${days.join('|')})\\b( que viene| proximo| siguiente)?( de la semana que viene| de la proxima semana)?${part}`,
      'g',
    ),
    ([, early, day = '', , week, said]) =>
      inDay({ is: 'weekday', day: days.indexOf(day), ...(week ? { week: 'next' as const } : {}) }, said, early),
  ],
  [
    new RegExp(`\\bantes del (${days.join('|')})\\b${part}`, 'g'),
    ([, day = '', said]) => inDay({ is: 'weekday', day: days.indexOf(day) }, said, 'antes'),
  ],
  [
    new RegExp(`\\b(antes )?(?:el |del |dia |el dia |del dia )?(\\d{1,2}|uno) de (${months.join('|')})\\b`, 'g'),
    ([, early, day, month = '']) => {
      const at = numberOf(day)
      return at >= 1 && at <= 31
        ? inDay({ is: 'date', day: at, month: months.indexOf(month) + 1 }, undefined, early)
        : undefined
    },
  ],
  [/\b(?:este|el) (?:proximo )?fin de semana\b/g, () => ({ day: { is: 'weekend', ahead: 0 } })],
  [
    /\b(?:semana que viene|proxima semana|semana proxima|semana siguiente|semana que entra)\b/g,
    () => ({ day: { is: 'week-end', ahead: 1 } }),
  ],
  [
    /\b(?:esta (?:misma )?semana|acabe la semana|terminar la semana|final de (?:la )?semana|finales de semana)\b/g,
    () => ({ day: { is: 'week-end', ahead: 0 } }),
  ],
  [/\b(?:final|finales|fin) (?:de|del|de este) mes\b|\beste mes\b/g, () => ({ day: { is: 'month-end', ahead: 0 } })],
  [/\b(?:mes que viene|proximo mes|mes proximo)\b/g, () => ({ day: { is: 'month-end', ahead: 1 } })],
  [
    new RegExp(
      `\\b(?:a|antes de|sobre|hacia|para|desde) (?:las|la) ${number}(?: (\\d\\d))?(?: (y media|y cuarto|menos cuarto))?(?: h)?(?: de la (manana|tarde|noche))?\\b`,
      'g',
    ),
    hour,
  ],
  [
    new RegExp(`\\b(${Object.keys(parts).join('|')})\\b`, 'g'),
    ([, said = '']) => (parts[said] ? { hour: parts[said] } : undefined),
  ],
]

/** What we do for people, by its infinitive; how its present begins where that is not the same. */
const deeds =
  'escribir llamar enviar:envi mandar avisar informar contestar responder confirmar comunicar notificar ' +
  'decir:dig/dec contar:cuent/cont explicar pasar dar:do/d hacer:hag/hac devolver:devuelv/devolv reembolsar abonar ' +
  'ingresar reintegrar compensar regalar reenviar:reenvi reponer:repong/repon sustituir:sustituy/sustitu cambiar arreglar ' +
  'reparar solucionar resolver:resuelv/resolv corregir:corrij/correg actualizar revisar mirar comprobar:comprueb/comprob ' +
  'consultar preguntar hablar averiguar investigar buscar gestionar tramitar preparar reservar guardar llevar ' +
  'traer:traig/tra entregar poner:pong/pon mantener:manteng/manten publicar subir quitar anular cancelar activar ' +
  'atender:atiend/atend ayudar recoger:recoj/recog ofrecer:ofrezc/ofrec ver:ve/v tener:teng/ten volver:vuelv/volv ' +
  'ampliar:ampli abrir cerrar:cierr/cerr repetir:repit/repet anadir incluir:incluy/inclu facilitar trasladar ' +
  'contactar organizar cobrar descontar:descuent/descont rectificar verificar apartar dejar proponer:propong/propon'
const irregular: Readonly<Record<string, string>> = {
  decir: 'dir',
  hacer: 'har',
  poner: 'pondr',
  reponer: 'repondr',
  proponer: 'propondr',
  tener: 'tendr',
  mantener: 'mantendr',
}

const verbs = deeds.split(' ').map((told) => {
  const [infinitive = '', stems = infinitive.slice(0, -2)] = told.split(':')
  const [mine = '', ours = mine] = stems.split('/')
  const future = irregular[infinitive] ?? infinitive
  const we = infinitive.endsWith('ar') ? 'amos' : infinitive.endsWith('er') ? 'emos' : 'imos'
  return {
    infinitive,
    future: [`${future}e`, `${future}emos`],
    // "doy" alone is the same as no other.
    present: [infinitive === 'dar' ? 'doy' : `${mine}o`, ours + we],
  }
})
/** Of these the first person is another word as well, or greets more often than it promises. */
const apart = new Set([
  'abro',
  'abrimos',
  'cierro',
  'cerramos',
  'tengo',
  'tenemos',
  'veo',
  'vemos',
  'subo',
  'dejo',
  'descuento',
  'cambio',
  'contacto',
  'cuento',
  'cobramos',
  'cobro',
])
const some = (words: readonly string[]): string => `(?:${words.join('|')})`

const clitic = '(?:(?:te|le|les|os|se|lo|la|los|las|me|nos) ){0,3}'
const infinitives = some(verbs.map(({ infinitive }) => infinitive))
const futures = some(verbs.flatMap(({ future }) => future))
const presents = some(verbs.flatMap(({ present }) => present).filter((word) => !apart.has(word)))

/** Spanish. */
export const spanish: Promising = {
  strong: [
    new RegExp(`\\b${clitic}${futures}\\b`, 'g'),
    new RegExp(`\\b${clitic}(?:voy|vamos|iremos) a (?:volver a )?${infinitives}[a-z]*\\b`, 'g'),
    /\b(?:te|le|les|os) (?:lo )?(?:prometo|prometemos|garantizo|garantizamos|aseguro|aseguramos)\b/g,
    /\b(?:nos comprometemos|me comprometo) a\b/g,
    /\b(?:te|le|les|os) (?:digo|decimos|cuento|contamos) algo\b/g,
  ],
  weak: [new RegExp(`\\b${clitic}${presents}\\b`, 'g'), /\b(?:nos ponemos|me pongo) con\b/g],
  dated: [
    /\b(?:tendra|tendras|tendran|tendreis|recibira|recibiras|recibiran|recibireis)\b/g,
    /\b(?:saldra|saldran|sale|salen|llegara|llegaran|estara|estaran|quedara|quedaran)\b/g,
    /\b(?:te|le|les|os) (?:llega|llegan|estara|llegara|llamara|escribira|enviara|respondera|contestara)\b/g,
    /\b(?:lo|la|los|las) (?:tienes|tiene|teneis|tienen)\b|\btienes (?:el|la|tu|los|las)\b/g,
  ],
  condition:
    /\b(?:si|salvo que|siempre que|siempre y cuando|en caso de|cuando quieras|cuando quiera|ojala|a menos que|hasta que)\b/,
  anew: /\b(?:y|e|o|pero)\s*$/,
  asking:
    /\b(?:dig|dec|dir|cont|cuent|confirm|avis|inform|mir|compr|consult|pregunt|revis|averigu|ver)[a-z]* (?:[a-z]+ ){0,4}$/,
  open: /\b(?:en cuanto|tan pronto|cuando|pronto|en breve|cuanto antes|lo antes posible|al tanto|enseguida|en unos dias|lo mas rapido|proximamente)\b/,
  never:
    /\b(?:ayer|anteayer|anoche|pasada|(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|mes|ano) pasado|suele|suelen|solemos|siempre|normalmente|cada|hubieramos|habriamos|hubiera|habria|desde el|desde la|desde ayer)\b/,
  others:
    /\b(?:mensajero|mensajera|mensajeria|correos|seur|mrw|dhl|gls|ups|nacex|transportista|repartidor|fabricante|proveedor|banco|ellos|ellas|segun)\b/,
  denied: /\b(?:no|nunca|jamas|tampoco|ni|sin)(?: (?:te|le|les|os|se|lo|la|los|las|me|nos)){0,3}\s*$/,
  namings,
  noon: 840,
}
