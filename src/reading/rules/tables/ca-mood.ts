import type { Tables } from '../book.ts'

/** Catalan words and phrases by how good or bad they are. */
export const caMoods: Tables['moods'] = {
  '3': `
excel·lent*, excel, excellent*, meravell*, perfect*, fantastic*, espectacular*, magnific*, extraordinari*, increible*, genial*, brutal, brutals, boniss*, bonissim*, impressionant*, impecable*, fabulos*, sensacional*, sublim*, deliciós, delicios*, boníssim, encanta, encanten, m'encanta, m'encanten, ens encanta, estimo, t'estimo, us estimo, adoro, el millor, la millor, els millors, les millors, de luxe, de deu, un deu, un 10, 10/10, 5 estrelles, cinc estrelles, de conya, de collons, collonut*, la hostia, la bomba, felic, felicos, felic*, felicitat, emocionant*, inoblidable*, crack, cracks, visca, enamorat*, obra mestra
`,
  '2': `
bo, bona, bons, bones, be, molt be, bonic*, bonica, maco, maca, macos, maques, preciós, precios*, guapo, guapa, guapos, guapes, mola, molen, xulo, xula, xulos, xules, guai, agradable*, amable*, amabilitat, simpatic*, atent*, educat*, professional*, competent*, eficac*, eficient*, rapid*, puntual*, facil*, comod*, practic*, util, utils, net, neta, nets, netes, barat*, fiable*, recoman*, recomano, recomanem, gracies, merces, moltes gracies, agraeix*, agrait*, agraim*, felicitat*, enhorabona, felicit*, bravo, orgull*, orgullos*, exit*, victoria*, guanyat, guanyar, guanyem, campio*, campeones, millor, millors, millorat, preferit*, favorit*, agrada, agraden, m'agrada, m'ha agradat, ens agrada, gaudi*, gaudeix*, content*, satisfet*, alegr*, alegria, divertit*, gracios*, riure, somri*, rialla, rialles, amor, petons, peto, abracada, abracades, carinyo, tendre*, dolc*, interessant*, inspirador*, talent*, geni, elegant*, màgic, magic*, somni, paradis, per fi, esperanc*, solucionat, resolt, ajudat, val la pena, ha valgut la pena, bon profit, gust, gustos, saboros*, respecte, admir*, suport, forca, anims, sort
`,
  '1': `
ok, d'acord, correct*, gens malament, no esta malament, no esta gens malament, cap queixa, cap problema, sense problemes, nou, nova, gratis, regal*, festa*, vacances, platja, sol, amic, amics, amiga, amigues, familia, musica, concert, bon dia, bona nit, bona tarda, bon nadal, per molts anys, bon cap de setmana, bona sort, jaja*, haha*, hehe*, jeje*, tranquil*, segur*, esper*, interess*, mereix*, merescut*, important*, veritat, exacte, si, ganes, moltes ganes, curios*
`,
  '-1': `
lent*, tard, retard*, demora, espera, esperant, cua, cues, car, cara, cars, cares, carissim*, problema*, error*, avaria*, espatllat*, bloquejat*, falta, falten, manca, complicat*, dificil*, confus*, avorrit*, avorriment, pesat*, cansat*, cansada, estres*, sol i, trist*, tristesa, pena, llastima, per desgracia, malauradament, preocup*, por, nervios*, ansietat, malalt*, mal, dolor*, febre, perdut*, perdre, perdu*, cancel*, trencat*, brut, bruta, fred*, vell*, estrany*, dubt*, sospit*, crisi, pitjor, queixa*, queix*, reclam*, mai, res, ningu, cap, no funciona*, no va, no m'agrada, no recomano, no respon*, sense resposta, sense llum, sense aigua, sense internet, uf, buf, ai, plor*, llagrim*, vaga, dilluns
`,
  '-2': `
dolent*, dolenta, pessim*, horrible*, horror*, terrible*, fatal, espantos*, lleig, lletja, fastig*, fastigos*, fastic, quin fastic, merda, merdes, merdos*, porqueria, escombraries, vergony*, vergonya, vergonyos*, indign*, indignant, inacceptable*, intolerable*, insuportable*, ridicul*, absurd*, patetic*, lamentable*, penos*, decepcio*, decebut*, decebedor*, frustr*, enfadat*, emprenyat*, emprenya*, cabrejat*, rabia, odi*, odio, detest*, collons, hostia puta, puta, puto, cony, fill de puta, fills de puta, imbecil*, idiota*, estupid*, ximple*, inutil*, incompetent*, lladre*, lladregots, robatori, robar, roben, estafa*, enganya*, engany*, mentid*, menti*, mentir*, corrupt*, corrupcio, injust*, injusticia, racist*, feixist*, masclist*, violencia, violent*, mort, morta, morts, morir, matar, assassin*, guerra, atemptat*, tragedia, desastre, caos, infern, malson, cruel*, patir, depri*, desesper*, destrui*, arruin*, espatllar, fals*, hipocrit*, traid*, mai mes, no torn*, eviteu, fart*, tip, tipa, fins als collons, prou, fracas*
`,
  '-3': `el pitjor, la pitjor, els pitjors, les pitjors, una vergonya, una merda, un desastre, una estafa, un fastic, quina merda, quina vergonya, lladres, pessim, pessima, horrible, fastigos`,
}

export const caRoles: Tables['roles'] = {
  not: 'no, mai, ni, res, ningu, cap, gens, tampoc, lluny de, falta de, manca de, poc, poca',
  without: 'sense',
  'not-meant': 'no nomes, no sols, sense dubte, no hi ha res millor, una mica, no us perdeu, no et perdis',
  very: 'molt, molta, molts, moltes, super, tan, tant, massa, forca, ben, realment, totalment, absolutament, extremadament, mes, quin, quina, sempre',
  bit: 'una mica, poc, quasi, gairebe, potser, a vegades, mig',
  but: 'pero, tanmateix, en canvi, llastima que, nomes que',
  though: 'encara que, tot i, malgrat, si be',
  wish: "tant de bo, voldria, m'agradaria, espero, seria, podria, podrien, haurien, hauria, estaria",
}
