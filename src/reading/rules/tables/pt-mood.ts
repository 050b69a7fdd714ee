import type { Tables } from '../book.ts'

/** Portuguese words and phrases by how good or bad they are, of Portugal and Brazil. */
export const ptMoods: Tables['moods'] = {
  '3': `
excelente*, maravilh*, perfeit*, incrivel, incriveis, fantastic*, sensacional, sensacionais, espetacular*, magnific*, extraordinari*, impecavel, impecaveis, otimo, otima, otimos, otimas, otimo*, amei, amo, amamos, adoro, adorei, adoramos, apaixonad*, lindissim*, melhor de todos, o melhor, a melhor, os melhores, as melhores, nota 10, nota dez, nota mil, show de bola, top demais, bom demais, boa demais, bom pra caramba, foda demais, pra caralho de bom, fodastic*, arrasou, arrasaram, arras*, divin*, rainha, rei, diva, lacrou, sem palavras de bom, genial, geniais, brilhante, brilhantes, sublime, espetaculo, do caralho, bue fixe, brutal, cinco estrelas, super recomendo, recomendo muito, feliz, felizes, felicidade, felicissim*, emocionante, encantador*, encantad*, inesquecivel
`,
  '2': `
bom, boa, bons, boas, bem, lind*, bonit*, bel*, belissim*, legal, legais, massa, maneir*, dahora, da hora, daora, fixe, fixes, giro, gira, giros, giras, porreir*, bacana*, top, show, demais, gost*, gostei, gosto, gostamos, gostos*, delicia, delicios*, saboros*, amor, amores, amorzinho, fofo, fofa, fofos, fofas, fofinh*, querid*, carinh*, amavel, simpatic*, atencios*, educad*, eficient*, rapid*, facil, pratic*, confortav*, limpo, limpa, barato, barata, recomendo, recomendad*, parabens, obrigad*, brigad*, valeu, agradec*, grato, grata, gratidao, sucesso, vitoria*, vencedor*, ganhou, ganhamos, campeao, campea, campeoes, orgulh*, admir*, respeito, aplausos, bravo, satisfeit*, content*, alegr*, divertid*, engracad*, sorris*, sorrir, rindo, saudade boa, melhor, melhores, melhorou, melhoraram, favorit*, preferid*, confio, confiavel, seguro, ajudou, ajudaram, resolveu, resolveram, funciona bem, vale a pena, valeu a pena, interessante*, inspirador*, talentos*, talento, genio, mito, fera, craque, crack, abenco*, bencao*, deus abencoe, gracas a deus, ansios* por, mal posso esperar, quero muito, curti, curto, curtindo, curtimos, ameii, uhul, uhuu, eba, oba, viva, uau, aleluia, finalmente, saboroso, tesouro, anjo, anjos, perfeitinh*, lindeza, beijo*, abraco*, tmj, sextou
`,
  '1': `
ok, tudo bem, tranquil*, legalzinho, gratis, presente, festa, ferias, praia, amig*, esperanc*, sorte, boa sorte, bom dia, boa noite, boa tarde, feliz aniversario, feliz natal, feliz ano, kkk, kkkk, kkkkk, kkk*, haha*, rsrs*, rs, hehe*, ahah*, nada mal, sem problemas, nao tenho do que reclamar, nao posso reclamar, nao decepciona*, nunca falha*, calmo, calma, interess*, quero, hoje tem, bora, partiu, lembranca*, sonho, sonhos, doce, show hoje, sucess*, lancamento, util, uteis, merec*, merecid*, importante*, concordo, exato, sim, certamente
`,
  '-1': `
lent*, demor*, atras*, espera, esperando, fila, filas, caro, cara, caros, caras, carissim*, problema*, erro, erros, falha, falhas, falt*, confus*, complicad*, dificil, dificeis, dificuldade*, chato, chata, chatos, chatas, chatice, chatead*, cansad*, cansei, cansativ*, sono, preguica, tedio, entediad*, sozinh*, saudade*, triste*, tristeza, pena, infelizmente, lament*, preocup*, medo, nervos*, ansiedade, estress*, doente, dor, dores, doi, doendo, febre, gripe, perdi, perdeu, perdemos, perder, perdid*, sem sinal, sem luz, sem agua, sem internet, sem resposta, sem nocao, ninguem responde, nada, nunca, nem, jamais, nao funciona*, nao consigo, nao gost*, nao recomendo, nao aguento, nao quero, nao presta, nao vale, culpa, culpad*, cancel*, quebr*, quebrad*, sujo, suja, frio, fria, velho, estranh*, esquisit*, suspeit*, duvid*, crise, pior, piores, piorou, reclam*, queixa*, aff, affs, afe, ai, poxa, puxa, putz, eita, fds, ugh, credo, deus me livre, chor*, chorei, chorando, choro, segunda feira
`,
  '-2': `
ruim, ruins, mau, ma, maus, pessim*, horrivel, horriveis, horror*, terrivel, terriveis, pavoros*, feio, feia, feios, nojent*, nojo, nojeira, porcaria, lixo, merda, merdas, bosta, droga, caralho, porra, puta, foda se, fodase, fodid*, fode, cacete, cu, raiva, odi*, odeio, odiei, detest*, irritad*, irritante, irrit*, revolt*, revoltante, indignad*, absurdo, absurda, ridicul*, vergonha, vergonhos*, lamentavel, lamentaveis, decepcion*, decepcao, frustr*, enganad*, engan*, mentira*, mentiros*, mentiu, mentem, roubo, roubad*, roub*, ladra*, ladroes, golpe, golpista*, fraude, corrupt*, corrupcao, palhac*, palhacada, idiota*, imbecil, imbecis, burro, burra, burrice, estupid*, otari*, babaca*, inutil, inuteis, incompetent*, incapaz*, descaso, desrespeit*, desgrac*, maldit*, inferno, desastre, caos, tragedia, morte*, morreu, morrer, mata*, matou, assassin*, violencia, estupr*, racist*, racismo, machist*, fascist*, nazist*, odio, destru*, arruin*, estrag*, falso, falsa, falsidade, cruel, cruelda*, insuportav*, inaceitav*, intolerav*, uma piada, que piada, ta de sacanagem, sacanagem, putaria, puto da vida, puta que pariu, pqp, vsf, vtnc, tnc, fdp, lixo de, nunca mais, de saco cheio, farto, farta, pesadelo, deprimid*, depressao, deprimente, miseravel, coitad*, traica*, traid*, traiu, escroto, escrota, desonest*, covard*
`,
  '-3': `o pior, a pior, os piores, as piores, pior de todos, um lixo, uma merda, uma vergonha, um absurdo, odeio, que odio, que nojo, que merda, vai se foder, vai tomar no cu, filho da puta, filhos da puta, lixo, pessimo, horrivel, nojento`,
}

export const ptRoles: Tables['roles'] = {
  not: 'nao, n, nunca, jamais, nem, nenhum, nenhuma, ninguem, nada, tampouco, longe de, falta de, deixou de, pouco',
  without: 'sem',
  'not-meant':
    'nao so, nao apenas, nao somente, sem duvida, nao perca, nao percam, mal posso, nao ha duvida, nao vejo a hora, nada melhor, um pouco',
  very: 'muito, muita, muitos, muitas, mt, mto, mta, mts, tao, super, bem, bastante, demais, totalmente, completamente, extremamente, realmente, mais, bue, que, tanto, tanta, mega, hiper, pra caralho, pra caramba, pra cacete, mo',
  bit: 'um pouco, pouco, meio, quase, mais ou menos, as vezes, talvez, acho que',
  but: 'mas, porem, contudo, todavia, entretanto, so que, pena que',
  though: 'embora, apesar de, mesmo que, ainda que',
  wish: 'queria, gostaria, espero, tomara, oxala, seria, poderia, deveria, quem dera, se fosse, se tivesse, podia',
}
