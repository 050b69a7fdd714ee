import { dictionary } from '../../lib/words.ts'

/** What is said about a query to the person who writes it. */
export const queryWords = dictionary({
  en: {
    'query.mistake.empty': 'Write at least one word to look for.',
    'query.mistake.too-long': 'A query may have {most, number} characters. What follows is too much.',
    'query.mistake.too-many': 'A query may have {most, number} words and conditions. Split it in two.',
    'query.mistake.too-deep': 'Brackets may stand in brackets {most, number} deep. Take some out.',
    'query.mistake.quote-open': 'These quotation marks are never closed.',
    'query.mistake.quote-empty': 'There is nothing between these quotation marks to look for.',
    'query.mistake.bracket-open': 'This bracket is never closed.',
    'query.mistake.bracket-close': 'This bracket closes none that is open.',
    'query.mistake.bracket-empty': 'There is nothing in these brackets.',
    'query.mistake.operator-alone': '{operator} needs something to look for on either side.',
    'query.mistake.not-alone': '{operator} needs something behind it that is to be left out.',
    'query.mistake.nothing': 'In “{text}” there is no word, hashtag or emoji to look for.',
    'query.mistake.suffix':
      'Behind quotation marks only ~ and a number up to {most, number} can stand, as in "{content}"~5. “{suffix}” cannot.',
    'query.mistake.exact-tilde': 'A phrase is looked for either exactly as written (=) or in any order (~), not both.',
    'query.mistake.tilde': '~ goes behind a phrase, as in "slow delivery"~5.',
    'query.mistake.star-place': '* stands for the rest of a word, so it goes at its end, behind letters.',
    'query.mistake.star-short': 'Write at least {least, number} letters before *.',
    'query.mistake.star-exact': '= looks for a word exactly as written, so it cannot end with *.',
    'query.mistake.near-side':
      'On either side of NEAR stands a word, a phrase, or several in brackets with OR between them. This is something else.',
    'query.mistake.near-not':
      'NEAR cannot join what is to be left out. To leave out words that are near each other, put them in brackets.',
    'query.mistake.near-chain': 'NEAR joins two things. Say which two are near each other, and then which other two.',
    'query.mistake.near-distance': 'Say how many words may be between the two: NEAR/5, at most NEAR/{most, number}.',
    'query.mistake.field-unknown':
      'There is no condition called “{field}:”. If it is a word, put it in quotation marks.',
    'query.mistake.field-empty': 'Write the value right behind the colon of “{field}:”.',
    'query.mistake.field-sign': 'A colon goes behind the name of a condition: {put}.',
    'query.mistake.value': '“{value}” is none of these: {choices}.',
    'query.mistake.followers': '“{value}” is no number of followers. Write >1000, <500 or 1000..5000.',
    'query.mistake.author': '“{value}” is neither a name nor a handle.',
    'query.mistake.handle': '“{value}” is no handle. Write it as @name or @name@server.',
    'query.mistake.language': '“{value}” is no language that we know. Write its code: es, en, pt.',
    'query.mistake.network': '“{value}” is none of your networks: {choices}.',
    'query.mistake.channel': 'No window is called “{value}”.',
    'query.mistake.topic': 'No topic is called “{value}”.',
    'query.mistake.site': '“{value}” is no address of a site. Write site:example.org.',
    'query.choices.intent': 'complaint, question, suggestion, praise, thanks, purchase, spam, other',
    'query.choices.sentiment': 'negative, neutral, positive',
    'query.choices.urgency': '0 (can wait), 1 (normal), 2 (today), 3 (now)',
    'query.choices.abuse': 'none, profanity, insult, hate, threat, any',
    'query.choices.is': 'reply, original, mine',
    'query.choices.has': 'link, image, video',
    'query.warning.only-not':
      'This only says what to leave out, so nearly every message matches. Add a word that must be there.',
    'query.warning.only-words': 'Nearly every message has these words. Add one that says what you look for.',
    'query.warning.only-facts':
      'This is true of a great part of all messages. Add a word, a person, a topic or a site to narrow it.',
    'query.warning.short': 'So few letters are found in very many messages. Write at least one more.',
    'query.warning.common': 'Very many messages say “{word}”. By itself it will find more than anyone can read.',
    'query.warning.never': 'No message can match: this asks for things that exclude each other.',
    'query.warning.and-or': 'AND goes before OR here, also the AND that is not written. Put brackets to be sure.',
    'query.warning.lower': '“{word}” is looked for as a word. To join two things, write {operator}.',
    'query.warning.spanish-no': '“NO” is looked for as a word. To leave something out, write NOT or a - before it.',
    'query.warning.stop-word':
      '“{word}” must be there too, anywhere in the message. To find the words side by side, put them in quotation marks.',
    'query.warning.commas':
      'A comma does not count: all of these words must be there. To find any of them, put OR between them.',
    'query.warning.single-quotes':
      'Single quotation marks do not count: the words are looked for anywhere. For a phrase, write double ones.',
    'query.warning.signs': '“{word}” is looked for as “{key}”: signs are not looked for.',
    'query.warning.tag': 'A hashtag is one word. “{word}” is looked for as a hashtag and what follows it.',
    'query.warning.domain': '“{word}” is looked for as words in the text. To find links to it, write site:{word}.',
  },
  es: {
    'query.mistake.empty': 'Escribe al menos una palabra que buscar.',
    'query.mistake.too-long': 'Una búsqueda puede tener {most, number} caracteres. Lo que sigue sobra.',
    'query.mistake.too-many': 'Una búsqueda puede tener {most, number} palabras y condiciones. Divídela en dos.',
    'query.mistake.too-deep': 'Puede haber hasta {most, number} paréntesis unos dentro de otros. Quita algunos.',
    'query.mistake.quote-open': 'Estas comillas no se cierran.',
    'query.mistake.quote-empty': 'Entre estas comillas no hay nada que buscar.',
    'query.mistake.bracket-open': 'Este paréntesis no se cierra.',
    'query.mistake.bracket-close': 'Este paréntesis no cierra ninguno.',
    'query.mistake.bracket-empty': 'Entre estos paréntesis no hay nada.',
    'query.mistake.operator-alone': '{operator} necesita algo que buscar a cada lado.',
    'query.mistake.not-alone': '{operator} necesita detrás algo que excluir.',
    'query.mistake.nothing': 'En «{text}» no hay ninguna palabra, etiqueta ni emoji que buscar.',
    'query.mistake.suffix':
      'Detrás de las comillas solo puede ir ~ y un número hasta {most, number}, como en "{content}"~5. «{suffix}» no puede ir.',
    'query.mistake.exact-tilde':
      'Una frase se busca tal como está escrita (=) o en cualquier orden (~), no las dos cosas.',
    'query.mistake.tilde': '~ va detrás de una frase, como en "entrega lenta"~5.',
    'query.mistake.star-place': '* vale por el resto de una palabra, así que va al final, detrás de letras.',
    'query.mistake.star-short': 'Escribe al menos {least, number} letras antes de *.',
    'query.mistake.star-exact': '= busca una palabra tal como está escrita, así que no puede acabar en *.',
    'query.mistake.near-side':
      'A cada lado de NEAR va una palabra, una frase, o varias entre paréntesis unidas por OR. Esto es otra cosa.',
    'query.mistake.near-not':
      'NEAR no puede unir lo que se excluye. Para excluir palabras cercanas, ponlas entre paréntesis.',
    'query.mistake.near-chain': 'NEAR une dos cosas. Di qué dos están cerca y después qué otras dos.',
    'query.mistake.near-distance':
      'Di cuántas palabras puede haber entre las dos: NEAR/5, como mucho NEAR/{most, number}.',
    'query.mistake.field-unknown':
      'No hay ninguna condición llamada «{field}:». Si es una palabra, ponla entre comillas.',
    'query.mistake.field-empty': 'Escribe el valor justo detrás de los dos puntos de «{field}:».',
    'query.mistake.field-sign': 'Detrás del nombre de una condición van dos puntos: {put}.',
    'query.mistake.value': '«{value}» no es ninguno de estos: {choices}.',
    'query.mistake.followers': '«{value}» no es un número de seguidores. Escribe >1000, <500 o 1000..5000.',
    'query.mistake.author': '«{value}» no es ni un nombre ni una cuenta.',
    'query.mistake.handle': '«{value}» no es una cuenta. Escríbela como @nombre o @nombre@servidor.',
    'query.mistake.language': '«{value}» no es un idioma que conozcamos. Escribe su código: es, en, pt.',
    'query.mistake.network': '«{value}» no es ninguna de tus redes: {choices}.',
    'query.mistake.channel': 'Ninguna ventana se llama «{value}».',
    'query.mistake.topic': 'Ningún tema se llama «{value}».',
    'query.mistake.site': '«{value}» no es la dirección de un sitio. Escribe site:ejemplo.org.',
    'query.choices.intent': 'queja, pregunta, sugerencia, elogio, gracias, compra, spam, otro',
    'query.choices.sentiment': 'negativo, neutro, positivo',
    'query.choices.urgency': '0 (puede esperar), 1 (normal), 2 (hoy), 3 (ya)',
    'query.choices.abuse': 'ninguno, grosería, insulto, odio, amenaza, cualquiera',
    'query.choices.is': 'respuesta, original, mío',
    'query.choices.has': 'enlace, imagen, vídeo',
    'query.warning.only-not':
      'Solo dice qué excluir, así que casi todos los mensajes coinciden. Añade una palabra que tenga que estar.',
    'query.warning.only-words': 'Casi todos los mensajes tienen estas palabras. Añade una que diga qué buscas.',
    'query.warning.only-facts':
      'Esto se cumple en gran parte de los mensajes. Añade una palabra, una persona, un tema o un sitio.',
    'query.warning.short': 'Tan pocas letras se encuentran en muchísimos mensajes. Escribe al menos una más.',
    'query.warning.common':
      'Muchísimos mensajes dicen «{word}». Por sí sola encontrará más de lo que nadie puede leer.',
    'query.warning.never': 'Ningún mensaje puede coincidir: pides cosas que se excluyen entre sí.',
    'query.warning.and-or':
      'Aquí AND va antes que OR, también el AND que no se escribe. Pon paréntesis para asegurarte.',
    'query.warning.lower': '«{word}» se busca como palabra. Para unir dos cosas, escribe {operator}.',
    'query.warning.spanish-no': '«NO» se busca como palabra. Para excluir algo, escribe NOT o un - delante.',
    'query.warning.stop-word':
      '«{word}» también tiene que estar, en cualquier parte del mensaje. Para encontrar las palabras juntas, ponlas entre comillas.',
    'query.warning.commas':
      'Las comas no cuentan: tienen que estar todas estas palabras. Para encontrar cualquiera de ellas, pon OR entre ellas.',
    'query.warning.single-quotes':
      'Las comillas simples no cuentan: las palabras se buscan en cualquier parte. Para una frase, escribe comillas dobles.',
    'query.warning.signs': '«{word}» se busca como «{key}»: los signos no se buscan.',
    'query.warning.tag': 'Una etiqueta es una sola palabra. «{word}» se busca como una etiqueta y lo que la sigue.',
    'query.warning.domain':
      '«{word}» se busca como palabras del texto. Para encontrar enlaces a ese sitio, escribe site:{word}.',
  },
})
