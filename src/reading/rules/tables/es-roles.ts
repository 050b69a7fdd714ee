import type { Tables } from '../book.ts'

export const esRoles: Tables['roles'] = {
  not: `
no, ni, nunca, jamas, tampoco, nadie, ningun, ninguna, ninguno, nada, apenas, ya no, ni siquiera, para nada, en absoluto, dejo de, dejaron de, dejar de
lejos de, en vez de, en lugar de, falta de, ausencia de, poco, poca, pocas, pocos, cero, 0, imposible, dificilmente, que va a ser, de (bueno|buena) no, ni de coña, ni en pedo, carece* de, carente* de, nulo, nula
`,
  without: 'sin, libre de, exento de',
  'not-meant': `
no solo, no solamente, no (se|te|os) (pierd*|lo pierd*|la pierd*), no dud*, no (me|nos) cab* duda, no hay duda, no veo la hora, no (puedo|podemos) esperar, no (hay|existe) nada (mejor|como), no hay como
no dej* de, no se preocup*, no te preocup*, no importa, nada mas =.9, no mas =.9, que no (se|te) (me|nos)? (olvid*|pas*), no obstante, no es (que|porque), no es por, no hay de que, cuando no, sino, como no, por que no, porque no, a que no, (si|verdad) o no, o no, no cabe duda, no es otra cosa que, nunca mejor dicho, nunca antes, nada mas lleg*, nada menos, ni que decir, no (sabe*|saben|saben) (cuanto|lo)
no paran de, no para de, no paras de, no paro de, no te fall*, poco a poco, un poco, poco despues, hace poco, dentro de poco, desde hace poco, a poco, no creo que haya, no (conozco|encontre|he visto|he probado|he comido|he visto) (nada|nadie|otr*|ningun*|uno|una) (mejor|igual|tan)
`,
  very: `
muy, re, recontra, super, requete, mega, ultra, hiper, tan, tanto, tanta, mucho, mucha, muchos, muchas, muchisim*, demasiado, demasiada, bastante*, totalmente, completamente, absolutamente, realmente, verdaderamente, sumamente, extremadamente, increiblemente, terriblemente, profundamente, enormemente, especialmente, sobremanera, a mas no poder, un monton, un mogollon, un huevo, mogollon, mazo, caleta, harto, harta, hartos, hartas, burda, bien, bn, puto, puta, pinche, jodidamente, putamente, asquerosamente, alto, alta, terrible, tremendo, tremenda, que, vaya, menudo, menuda, cada vez mas, aun mas, todavia mas, mas, mil veces, infinitamente, siempre, todos los dias, a full, como nunca, en serio, de verdad, cien por ciento, 100%, al maximo, sobre todo, sencillamente, simplemente, siempre
`,
  bit: 'un poco, un poquito, un pelin, un tanto, un pelo, algo, medio, media, casi, mas o menos, ligeramente, relativamente, parcialmente, a veces, de vez en cuando, en parte, hasta cierto punto, no tan, no muy, no tanto, no demasiado, tampoco tan, tampoco muy, como que, supongo, quiza, quizas, tal vez, puede que, podria ser, parece, pareciera',
  but: 'pero, mas bien, sin embargo, no obstante, en cambio, lo que pasa es que, eso si, ahora bien, solo que, salvo que, lastima que, una pena que, pena que, hasta que, antes si, al final, por lo demas',
  though:
    'aunque, a pesar de, pese a, aun con, aun asi =.5, si bien, por mas que, quitando, salvo, excepto, menos mal que',
  wish: `
ojala, quisiera, quisieramos, desearia, me gustaria, nos gustaria, espero, esperamos, esperemos, a ver si, seria, serian, estaria, estarian, quedaria, vendria, hubiera, hubiese, hubieran, fuera, fuese, si tuvier*, si pusier*, si hicier*, podria, podrian, podriais, deberia, deberian, deberiais, convendria, molaria, me encantaria, nos encantaria, podria ser, haria, harian, para que, busco, buscamos, necesito, necesitamos, quiero que, queremos que, cual es, cuales son, que tan, alguno, alguna, algun, si es, si son, si hay, si tienen
`,
}

/** What makes a word more or less, or smaller: *feísimo*, *ratito*. */
export function esVariants(word: string): readonly string[] {
  const bare = /^(.{2,}?)(isim|it|ecit|ic|ill|az|on)([oa]s?|e|es)$/.exec(word)
  if (!bare) return word.endsWith('mente') ? [word.slice(0, -5), `${word.slice(0, -6)}o`] : []
  const [, start = '', , end = ''] = bare
  const stem = start.replace(/qu$/, 'c').replace(/gu$/, 'g')
  return [`${stem}${end}`, `${stem}o`, `${stem}a`, `${stem}e`, stem]
}

/** As it is typed in a hurry. */
export const esShort =
  'q=que k=que ke=que qe=que xq=porque pq=porque porq=porque x=por d=de tb=tambien tmb=tambien tbn=tambien bn=bien m=me t=te s=es dnd=donde cdo=cuando ' +
  'cm=como nd=nada nda=nada toy=estoy ta=esta tan=estan taba=estaba stoy=estoy sta=esta stan=estan xfa=porfavor xfavor=porfavor pls=porfavor plis=porfavor plz=porfavor pf=porfavor ' +
  'porfa=porfavor porfis=porfavor xfi=porfavor grax=gracias grcs=gracias gcias=gracias grasias=gracias graciass=gracias hno=hermano uds=ustedes ud=usted vdes=ustedes vds=ustedes ' +
  'ntp=no_te_preocupes cel=celular dsd=desde hst=hasta hoi=hoy sq=si_que nc=no_se ns=no_se salu2=saludos bkn=bacan wn=weon'
