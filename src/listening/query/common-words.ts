const list = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')

/** Words of Spanish and English that say nothing by themselves, folded: nearly every message has one. */
export const stopWords: ReadonlySet<string> = new Set(
  list(`
    a al algo ante antes asi aun aunque bajo bien cada como con contra cual cuando de del desde donde dos e el ella ellas ellos
    en entre era eran eres es esa esas ese eso esos esta estaba estan estar este esto estos estoy fue ha habia han has hasta hay
    he hoy la las le les lo los mas me mi mis mismo mucho muy nada ni no nos nosotros nuestra nuestro o os otra otro para pero
    poco por porque pues q que quien se sea ser si sido sin sobre solo somos son soy su sus tambien tan tanto te tener tengo ti
    tiene tienen todo todos tu tus u un una unas uno unos va vamos vos voy xq y ya yo
    about after all also am an and any are as at be because been but by can could did do does don for from get got had has
    have her here him his how i if in into is it its just me more most my not now of on one only or other our out over 
     she so some than that the their them then there these they this those to too u up us very was we were what when
    where which who why will with would you your
  `),
)

/** Words that a great part of all messages have, so that by themselves they are no query. */
export const commonWords: ReadonlySet<string> = new Set(
  list(`
    ahora alguien amor ano anos ayer buen buena buenas bueno buenos casa cosa cosas creo dia dias dice favor feliz gente gracias
    gran gusta haber hace hacer hacen hola hora horas jaja jajaja manana mal mejor menos mundo noche nunca nuevo nueva pasa
    persona personas primera primero puede puedo quiere quiero sabe semana siempre tarde tiempo trabajo vez veces ver verdad
    vida
    again always back best better come day days even ever every everyone first going good great happy hello hi home know last
    life like ll lol look love make man many much need never new next night nothing people please really right said say see
    someone something thank thanks thing things think time today tomorrow tonight very want way week well work year years yes
    yesterday
  `),
)
