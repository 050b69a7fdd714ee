import type { Tables } from '../book.ts'

/** Italian words and phrases by how good or bad they are. */
export const itMoods: Tables['moods'] = {
  '3': `
eccellent*, ottim*, perfett*, meraviglios*, meraviglia, fantastic*, splendid*, stupend*, magnific*, straordinari*, incredibil*, eccezional*, favolos*, spettacol*, impeccabil*, geniale, geniali, mitico, mitica, mitici, adoro, adoriamo, amo, ti amo, vi amo, innamorat*, bellissim*, buonissim*, bravissim*, gentilissim*, simpaticissim*, felicissim*, contentissim*, il migliore, la migliore, i migliori, le migliori, il top, da dieci, 10 e lode, dieci e lode, capolavor*, sublime*, divin*, squisit*, deliziso*, delizios*, felice, felici, felicita, gioia, entusiast*, emozionant*, commovent*, indimenticabil*, una bomba, spacca, spaccate, cinque stelle, 5 stelle super, che bello, che bella, che belli, che belle, che meraviglia, che spettacolo, numero uno, grandioso, grandissim*
`,
  '2': `
buon, buono, buona, buoni, buone, bello, bella, belli, belle, bel, bei, bene, ben, carin*, grazios*, simpatic*, gentil*, cortes*, disponibil*, accoglient*, professional*, competent*, efficient*, veloc*, rapid*, puntual*, pulit*, comod*, pratic*, facil*, utile, utili, affidabil*, consiglio, consigliat*, consigliatissim*, raccomand*, grazie, graziee, ringrazi*, grato, grata, riconoscent*, piace, piaciut*, piacciono, piacere, mi piace, soddisfatt*, soddisfazione, content*, complimenti, brav*, bravo, brava, bravi, forza, evviva, viva, auguri, vittoria, vinto, vincere, vinciamo, campion*, successo, orgoglios*, orgoglio, fiero, fiera, ammir*, rispetto, stima, applausi, meglio, migliore, migliori, migliorat*, preferit*, prefer*, divertent*, divert*, ridere, sorris*, sorrid*, allegr*, dolce, dolci, dolcissim*, tenero, tenera, amore, amori, amor, tesoro, cuore, abbracci*, baci, bacio, baciii, bacion*, interessant*, emozion*, ispir*, talent*, genio, elegant*, gustos*, saporit*, finalmente, wow, evvai, yeah, non vedo l'ora, speranza, magic*, magia, sogno, paradiso, risolto, risolt*, aiutat*, salvato, vale la pena, ne vale la pena, figo, figa, fighi, fighissim*, figata, grande, grandi, grandee, stelle, angelo
`,
  '1': `
va bene, d'accordo, corrett*, discret*, non male, mica male, niente male, nulla da dire, niente da dire, gratis, regal*, festa, vacanz*, mare, sole, amic*, concerto, buongiorno, buonanotte, buonasera, buona giornata, buona serata, buon compleanno, buon natale, buon anno, buona fortuna, fortun*, ahah*, haha*, hahah*, ahaha*, lol, eheh*, xd, calm*, tranquill*, sicur*, sper*, curios*, merit*, important*, vero, esatto, voglia, nessun problema
`,
  '-1': `
lent*, ritard*, in ritardo, attesa, aspett*, fila, coda, caro, cara, cari, care, carissim*, costos*, problem*, error*, guast*, bloccat*, manca, mancan*, mancat*, complicat*, difficil*, confus*, noia, noios*, annoi*, pesant*, stanc*, stress*, solo, sola, triste, tristi, tristezza, peccato, purtroppo, dispiac*, mi spiace, preoccup*, paura, ansia, ansios*, malat*, male, dolor*, febbre, perso, persa, perdere, perd*, annullat*, cancellat*, rott*, sporc*, fredd*, stran*, dubbi*, sospett*, peggio, lament*, reclam*, mai, niente, nulla, nessuna, non funziona*, non va, non piace, non consiglio, mah, boh, bah, uffa, ufff, uff, dai no, ahime, piang*, piango, lacrim*, scioper*, basta
`,
  '-2': `
brutt*, cattiv*, pessim*, orribil*, orrend*, terribil*, terrificant*, tremend*, disgustos*, disgust*, schif*, schifo, fa schifo, schifoso, fanno schifo, vergogn*, vergognos*, vergogna, scandalos*, scandalo, indecent*, inaccettabil*, insopportabil*, intollerabil*, assurd*, ridicol*, patetic*, penos*, delus*, deludent*, delusion*, frustr*, arrabbiat*, rabbia, incazzat*, incazz*, odio, odi*, detest*, merda, merd*, cazzo, cazzat*, cazzi, vaffanculo, fanculo, stronz*, coglion*, bastard*, idiot*, imbecill*, cretin*, deficient*, stupid*, scem*, ignorant*, incompetent*, incapac*, inutil*, ladr*, rubat*, rubare, furto, truff*, imbrogli*, bugiard*, bugie, menti*, ment*ono, corrott*, corruzione, mafia, mafios*, ingiust*, ingiustizia, razzist*, razzismo, fascist*, violenz*, violent*, morto, morta, morti, morte, morire, uccid*, uccis*, ammazz*, assassin*, guerra, attentat*, terroris*, stupr*, vittim*, tragedi*, dramm*, disastro, disastros*, catastrof*, inferno, incubo, cruel*, crudel*, soffr*, depress*, disper*, distrutt*, rovinat*, rovin*, spazzatura, immondizia, traditor*, tradit*, falso, falsa, falsi, ipocrit*, buffon*, pagliacc*, mai piu, evitate, da evitare, state alla larga, che palle, palle, rotto le, puttan*, troia, porco, schifezza, sfiga, sfigat*, peggiore, peggiori, fallimento, fallit*, lasciate perdere
`,
  '-3': `il peggiore, la peggiore, i peggiori, il peggio, uno schifo, una vergogna, una merda, di merda, che schifo, che merda, che vergogna, vi odio, ti odio, pessimo, pessima, orribile, vergognoso, fate schifo`,
}

export const itRoles: Tables['roles'] = {
  not: 'non, no, mai, ne, nessun, nessuna, niente, nulla, neanche, nemmeno, neppure, mica, lontano da, poco, manco',
  without: 'senza',
  'not-meant':
    "non solo, non soltanto, senza dubbio, non vedo l'ora, non perdete, non perdetevi, niente di meglio, un po, un poco, non c'e dubbio, niente male, non male, mica male",
  very: 'molto, molta, molti, molte, tanto, tanta, tanti, tante, troppo, troppa, cosi, davvero, veramente, proprio, super, assai, estremamente, totalmente, completamente, piu, che, assolutamente, sempre',
  bit: 'un po, poco, abbastanza, quasi, piuttosto, forse, a volte, leggermente',
  but: 'ma, pero, tuttavia, invece, peccato che, solo che',
  though: 'anche se, nonostante, sebbene, benche, malgrado',
  wish: 'vorrei, spero, speriamo, magari, sarebbe, potrebbe, dovrebbe, se solo, mi piacerebbe, potreste, dovreste',
}
