import { Patterns } from '../pattern.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** What is asked of whom one calls usted: subjunctives, so only where a sentence or clause begins, or with a pronoun at its end. */
export const bidUsted =
  set(`traiga solicite pida llame escriba envie mande indique diga acuda venga vaya pulse abra descargue revise marque elija
  seleccione introduzca rellene presente recoja consulte visite pruebe espere reinicie apague encienda desconecte conecte cambie guarde compruebe
  confirme facilite adjunte remita ponga dirija acerque pase registre inscriba asegure cuente acepte reciba disculpe perdone dude preocupe quede tenga sepa
  recuerde aproveche disfrute lleve deje pague use utilice mire vea fije sienta cuide permita avise vuelva intente haga comunique responda conteste
  comente explique siga suba baje quite borre copie pegue busque compre reserve cancele devuelva olvide corra coja tome firme imprima acceda entregue
  actualice instale escoja mantenga cuelgue anote aporte de comparta regrese aguarde ingrese digite haga complete verifique conserve lea oiga`)

/** The same, said to whom one calls tú; those that are a third person's as well only with a pronoun. */
export const bidTu =
  set(`ven pulsa mira prueba escribe manda envia elige rellena descarga selecciona revisa comprueba apaga enciende reinicia vuelve
  haz pon borra toca di escribeme espera entra disculpa perdona oye fijate desconecta conecta introduce apunta`)
export const bidTuJoined =
  set(`ven pulsa mira prueba escribe manda envia elige rellena descarga selecciona revisa comprueba apaga enciende reinicia
  haz pon borra toca di pasa trae lleva pide deja abre cierra cambia guarda usa compra reserva firma paga recoge busca echa cuenta avisa llama
  confirma indica adjunta apunta acerca registra inscribe asegura comenta explica sube baja quita copia pega cancela devuelve lee facilita comparte
  da sigue anima queda pregunta imprime instala actualiza ensena responde contesta disfruta aprovecha cuida tomate toma coge comunica`)
export const joined = /^(.{2,}?)(?:(?:se|me|te|nos)?(?:lo|la|los|las|le|les)|me|nos|te|se)$/

/** What one does, said to usted; of a third person as well, so only where no subject stands before it. */
export const doesUsted = set(
  'puede podra debe debera desea quiere prefiere necesita recibira encontrara vera dispone podria tendra tiene',
)
/** After `puede` of a third thing: "puede tardar". */
export const doneByThings =
  /^(?:tardar|ser|haber|deberse|llegar|ocurrir|fallar|variar|costar|suceder|aparecer|que|lugar|estar|salir|durar)$/

/** Said to nobody but usted. */
export const toUsted = new Patterns(`
  (usted|vd|ud)
  le (informamos|comunicamos|agradecemos|rogamos|recordamos|deseamos|recomendamos|aconsejamos|adjuntamos|confirmamos|saluda|saludamos|agradezco|ruego|recomiendo|informo|confirmo|recuerdo|sugerimos|pedimos|pido|invitamos|remitimos|indicamos|rogaria|rogariamos|agradeceria|agradeceriamos)
  si (lo|la|asi|no|nos|usted)? (desea|prefiere|necesita|quiere|gusta|viene), si (tiene|tuviera) (alguna|cualquier|dudas|mas|otra), como (mejor)? (quiera|prefiera|guste|desee), cuando (quiera|guste|desee|le venga|le vaya), lo que (necesite|desee), a su (disposicion|entera), su (amable|estimad*|atenta) _, ^ (señor|señora|sr|sra|señorita)`)

/** How somebody writes who keeps a distance. */
export const distant = new Patterns(`
  (muy)? (señor mio|señores mios|señora mia), ^ (señor|señores|señora|señoras|estimad*|apreciad*|distinguid*), (tenga|tengan) (la bondad|la amabilidad|a bien), seria posible, (seria|serian) (usted|ustedes)? tan amable*, (solicito|rogaria|ruego|agradeceria|agradecere|agradezco de antemano), (quedo|quedamos) (atent*|a la espera|a su disposicion), (saludos cordiales|cordial saludo|cordiales saludos|atentamente|cordialmente|respetuosamente), con (todo|el debido) (el)? respeto, (le|les) (escribo|ruego|pido|solicito|agradec*|rogaria|saluda), me dirijo a, (quisiera|desearia), (podria|podrian) (usted|ustedes)? (indic*|decir*|inform*|confirm*|facilit*|envi*|proporcion*|aclar*|explic*|ayud*|darme|darnos), (me|nos) (puede|podria) (usted)? (indic*|decir|inform*|confirm*|facilit*|envi*|mand*|aclar*|explic*|ayud*|dar), (disculpe|disculpen|perdone|perdonen), (su empresa|su establecimiento|su tienda|sus servicios|su web|su servicio)`)

/** What only whom one knows is asked in so many words. */
export const close = new Patterns(`
  (me|nos|te) (das|dices|decis|pasas|mandas|envias|ayudas|ayudais|dejas|explicas|confirmas|avisas|echas|guardas|puedes|podes|podrias|dais|mandais|enviais|respondes|contestas|haces|atiendes)
  (conoces|trabajas|vendes|abres|cierras|aceptas|sabras|dijiste|crees|piensas|oyes|vienes|compras|llamas|pides|traes|escribes|esperas|recibes|entras|usas|pagas|llevas|vuelves|subes|miras|pierdes|deseas|gustes|vengas|vayas|hagas|digas|olvides|preocupes|dudes|seas|estes|llames|escribas|traigas|lleves|mandes|pases|sepas|encuentres|compres|elijas|sientas|recuerdas|entiendes|mereces|ibas|pensabas|decias|decidas|entres|envies|esperes|uses|pruebes|mires|dejes|corras|pidas|venias|debes|deberias|debias|sueles)`)
