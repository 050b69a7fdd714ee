import { type Context, isReported } from './context.ts'
import type { Sign } from './found.ts'
import { mask, meets } from './kinds.ts'
import { near, type Scene, type Word } from './scene.ts'

const maybe = mask('slur-maybe')
const ours = mask('we', 'i')
const own = mask('own')
const praise = mask('praise')

/** A slur, or a word that can be one: thrown at somebody, reclaimed, reported, named to condemn it. */
export function slurred(scene: Scene, context: Context, word: Word, at: number, hostile: boolean): Sign {
  const sure = !meets(word.is, maybe)
  if (near(scene, at, ours, hostile ? 2 : 4, 0) >= 0 || near(scene, at, own, 1, 0) >= 0)
    return ['reclaimed', at, at, sure ? 1 : 0.6]
  if (context.condemns || context.objects) return ['slur-condemned', at, at, 1]
  if (isReported(scene, at)) return ['slur-reported', at, at, 1]
  if (!sure && isThrown(scene, word)) return ['slur-thrown', at, at, 1]
  if (!sure) return ['slur-maybe', at, at, 0.5]
  return ['slur', at, at, hostile || near(scene, at, praise, 8, 8) < 0 ? 1 : 0.5]
}

/** *You…*, *this…*, *some dirty…*: whoever it is thrown at stands there. */
function isThrown({ words }: Scene, { form, first, sentence }: Word): boolean {
  const before = words[first - 1]
  return !alsoThings.has(form) && before?.sentence === sentence && throwing.has(before.form)
}

const throwing = new Set(
  'you ya u ur your this that these those some a an the another every all such ok hey oi little old fat ugly dirty filthy stupid dumb fucking bloody damn like eres sos este ese esta esa estos esos un una unos unas el la los las otra otro puto puta pinche maldito maldita pedazo so tan muy sucio sucia'.split(
    ' ',
  ),
)

/** Words for groups that are more often the name of a thing, an animal or a neutral word. */
const alsoThings = new Set(
  'spade slope slopes nip nips trap traps vegetable vegetables bender benders gammon crackers cracker tart tarts tinker tinkers tinks gimp abo spick cock karen fairy butch oriental orientals hoe hoes psycho boomer boomers geezers invaders dwarf dwarfs freaks hillbilly fatty negro negra negros negras indio india indios indias mono monos torta tortas bollo cabro cabra cola colas pajaro pajaros pato patos perra perras perro loca loco locas locos gorda gordo gordas gordos cojo coja sordo sorda sordos sordas manco enano enana enanos viejo vieja viejos viejas moro moros puñal puñales pargo pargos meco niche paragua mariquita zorra zorras suelta sueltas maraca maracas trola trolas golfa simio mandril yegua bolita bolitas prieta prieto mojado mojada mojados longo longa marron marrones rotos roto rota serrano serrana gallego gallega turco turca ruso rusa judio judia judios judias gringo gringa polaco polaca mena menas trans queer cabecita costeño mestizo mestiza palestino palestinos haitiano haitianos haitiana autista autistas travesti travestis cholo chola cholos cholas chino momia pareja guajiro paisa paisas guiri guiris'.split(
    ' ',
  ),
)
