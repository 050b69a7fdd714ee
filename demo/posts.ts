import type { Language } from './texts.ts'

/** What the roaster publishes itself: people comment under it. */
export interface Post {
  id: string
  day: number
  title: string
  text: string
  language: Language
}

const written: readonly (readonly [Language, string, string])[] = [
  [
    'es',
    'Lo que pagamos por cada kilo, este año',
    'Como cada otoño, aquí está la tabla: finca, kilos, precio en puerto y lo que queda en la cooperativa. Subió el verde, subió el flete y bajó nuestra parte. Preguntad lo que no se entienda.',
  ],
  [
    'es',
    'La italiana no tiene la culpa',
    'Agua caliente, fuego bajo, tapa abierta y retirarla al primer borboteo. Con eso, nueve de cada diez cafés quemados dejan de estarlo. El décimo era torrefacto, y también tiene su historia.',
  ],
  [
    'en',
    'Why our bags say who dried the coffee',
    'Picking gets the photographs; drying decides the cup. A note on patios, raised beds and the two women at La Quebrada who turn the beans every forty minutes.',
  ],
  [
    'es',
    'Granita de café para los que aún tienen calor',
    'Café fuerte, azúcar antes de helar y un tenedor cada media hora. Es la receta de mi abuela, con la cáscara de naranja que ella negaba poner.',
  ],
  [
    'es',
    'Tirar una tanda',
    'Hoy hemos tirado once kilos. Se fueron once segundos de más. Podían venderse y casi nadie lo habría notado. Por eso lo contamos.',
  ],
  [
    'en',
    'Reading a roast date without squinting',
    'Four digits: week, then day. You should not need a blog post for that, so the new labels will say it in words. Until then, here is the key.',
  ],
  [
    'es',
    'Cuánta agua hay en el agua',
    'El mismo café en tres barrios sabe a tres cafés. Hemos medido el grifo de las tres tiendas, y Estación pierde. Qué se puede hacer sin gastar en filtros caros.',
  ],
  [
    'es',
    'Ya viene el Guji',
    'Cuatrocientas bolsas de un natural que huele a fresa antes de abrirlo. Sale el viernes. Esto es lo que vimos en el secadero y por qué es tan poco.',
  ],
  [
    'es',
    'Lo que aprendimos de una web caída',
    'Novecientas personas a la vez y un servidor pensado para cien. Lo que falló, lo que no dijimos a tiempo y las dos bolsas por persona de la segunda tanda.',
  ],
  [
    'en',
    'A natural is not a flavoured coffee',
    'No strawberries were harmed. What happens to a cherry that dries whole, why it can go wrong, and why some of you think it tastes of perfume. You are not wrong.',
  ],
  [
    'es',
    'El café de la oficina puede no dar pena',
    'Un kilo, una prensa grande y una norma: quien se toma la última, hace la siguiente. Tres oficinas nos cuentan su pacto.',
  ],
  [
    'es',
    'Torrefacto: la historia que no se cuenta en las catas',
    'Azúcar para que durara, azúcar para que cundiera. Una lectora nos riñó con razón, y esto es lo que no sabíamos de la cocina de su casa.',
  ],
  [
    'en',
    'How to drink coffee badly and enjoy it',
    'Camping pot, tap water, a sock once. A defence of the cup that is good because of who hands it to you.',
  ],
  [
    'es',
    'Lote 2291: qué ha pasado y qué hacemos',
    'Trescientas doce bolsas de Sobremesa llevan café con cafeína. Es culpa nuestra. Si tenéis una, no la toméis. Aquí está todo, y lo actualizamos a las 10 y a las 18.',
  ],
  [
    'en',
    'Batch 2291: what happened and what we are doing',
    'Three hundred and twelve bags of Sobremesa hold caffeinated coffee. This is our fault. If you have one, please do not drink it. Everything we know is here, updated at 10 and 18.',
  ],
  [
    'es',
    'Lo que cambia desde el lote 2291',
    'Dos lecturas por tanda, un laboratorio de fuera y un teléfono que llama antes que un cartel. Y las gracias a Nacho, que avisó dos días antes y no supimos escucharle.',
  ],
  [
    'es',
    'Sobremesa vuelve',
    'Descafeinado con agua, analizado tanda a tanda, con el papel a la vista. Quien no se fíe tiene razón en esperar; aquí estará.',
  ],
  [
    'en',
    'Notes from a slow year at La Quebrada',
    'Less rain, smaller cherries, and a school roof. What our visit cost, who paid it and what we forgot to ask.',
  ],
  [
    'es',
    'Café para quien no puede pagarlo',
    'La pizarra de los cafés pagados cumple un mes: ciento ochenta y dos dejados, ciento setenta tomados. Cómo funciona y por qué nadie pregunta.',
  ],
  [
    'es',
    'Regalar café sin equivocarse',
    'Si no sabes qué cafetera tiene, en grano no. Y otras seis cosas que aprendimos mirando lo que se devuelve en enero.',
  ],
]

const everyDays = 5

/** What is published on a day, if anything is. The two of the crisis come on its day. */
export function postsOf(day: number): Post | undefined {
  const at = day === 60 ? 13 : day === 61 ? 14 : day === 70 ? 15 : day === 75 ? 16 : undefined
  const usual = day % everyDays === 1 ? Math.floor(day / everyDays) : undefined
  const index = at ?? (usual === undefined ? undefined : usual < 13 ? usual : usual < 17 ? usual + 3 : undefined)
  const found =
    index === undefined || (at === undefined && day >= 60 && day <= 75) ? undefined : written[index % written.length]
  if (!found) return undefined
  const [language, title, text] = found
  return { id: `post-${day}`, day, title, text, language }
}
