import type { Tables } from '../book.ts'

/** French words and phrases by how good or bad they are. */
export const frMoods: Tables['moods'] = {
  '3': `
excellent*, parfait*, magnifique*, merveill*, superbe*, fantastique*, genial, geniale, geniales, geniaux, formidable*, extraordinaire*, incroyable*, splendide*, sublime*, exceptionnel*, remarquable*, epoustouflant*, impeccable*, fabuleu*, j'adore, adore, adorons, adorable*, j'aime trop, je t'aime, je vous aime, amour, au top, top du top, le meilleur, la meilleure, les meilleurs, les meilleures, meilleur* de, chef d'oeuvre, tuerie, une tuerie, une pepite, pepite, coup de coeur, bravo, bravissimo, chapeau, felicitations, delicieu*, exquis*, heureux, heureuse, bonheur, ravi, ravie, ravis, ravies, enchante*, emerveill*, emu, emouvant*, grandiose*, divin*, dinguerie, ouf de bien, trop bien, trop bon, trop cool, trop beau, trop belle, trop hate, kiffe, kiffer, je kiffe, canon, d'enfer, hors du commun, cinq etoiles, 5 etoiles, 20/20, 10/10, inoubliable*
`,
  '2': `
bon, bonne, bons, bonnes, bien, beau, belle, beaux, belles, joli, jolie, jolis, jolies, mignon, mignonne, mignons, cool, sympa, sympas, sympathique*, super, top, chouette*, agreable*, aimable*, gentil, gentille, gentils, gentilles, genereu*, charmant*, accueillant*, souriant*, professionnel*, competent*, efficace*, rapide*, pratique*, facile*, propre*, confortable*, fiable*, utile*, j'aime, aime, aimons, aimer, apprecie*, apprecier, plaisir, plait, content, contente, contents, contentes, satisfait*, satisfaction, merci, mercii, remerci*, reconnaissant*, recommande*, conseille*, felicit*, fier, fiere, fiers, fieres, fierte, reussi, reussie, reussite, succes, victoire*, gagne, gagner, champion*, mieux, meilleur, meilleure, prefere*, favori*, hate, j'ai hate, vivement, impatient*, drole*, rigolo*, marrant*, amusant*, rire, ris, sourire, joie, joyeu*, youpi, hourra, vive, ouf, genie, talent*, talentueu*, interessant*, passionnant*, inspirant*, touchant*, elegant*, style, savoureu*, gourmand*, regal, regale, se regale, bisou*, bises, calin*, coeur, cheri*, bienvenue, admir*, respect, soutien, espoir, magique*, magie, reve, paradis, sauve*, solutionn*, resolu, vaut le coup, vaut le detour, bonne continuation, bon courage, rien a redire, nickel, impec, ca marche, fonctionne bien, bg, stylé
`,
  '1': `
ok, d'accord, correct*, pas mal, pas mauvais, nouveau, nouvelle, gratuit*, cadeau*, fete*, vacances, soleil, ami, amis, amie, amies, bonjour, bonne journee, bonne soiree, bonne nuit, joyeux, joyeuse, anniversaire, noel, week end, weekend, mdr, mdrr, lol, ptdr, haha*, hihi*, hehe*, xptdr, bonne chance, chance, calme, tranquille*, espere*, interesse*, decouvr*, merite*, important*, vrai, exactement, pas de souci, sans souci, aucun probleme
`,
  '-1': `
lent, lente, lents, lentement, retard, retards, en retard, attente, attendre, attends, j'attends, cher, chere, chers, cheres, probleme*, erreur*, panne, pannes, bug, bugs, bloque*, manque*, complique*, difficile*, confus*, ennui*, ennuyeu*, ennuyant*, relou, lourd, lourde, penible*, fatigue*, fatiguant*, creve, epuise*, seul, seule, triste*, tristesse, dommage, malheureusement, helas, desole*, inquiet, inquiete, inquiet*, peur, stress*, angoiss*, malade*, mal, douleur, fievre, perdu*, perdre, perd, annul*, casse, cassee, cassé, sale, sales, froid, froide, vieux, bizarre*, louche, doute*, crise, pire, plainte*, plaindre, jamais, rien, personne, aucun, aucune, pas, ne marche pas, marche pas, fonctionne pas, ne fonctionne pas, pas bon, pas bien, pas content*, pas top, pas terrible, bof, pff, pfff, rhoo, zut, mince, flute, mdr pas, pleur*, pleure, larmes, marre, j'en ai marre, en avoir marre, lundi, bouchon*, greve, greves, retarde*
`,
  '-2': `
mauvais, mauvaise, mauvaises, nul, nulle, nuls, nulles, horrible*, affreu*, terrible accident, epouvantable*, catastroph*, desastre, desastreu*, degueulasse*, degoutant*, degout*, ignoble*, immonde*, laid, laide, moche*, pourri*, merde*, merdique*, chiant*, chier, fait chier, putain, ptn, bordel, connard*, connasse*, con, conne, cons, conneries, connerie, enculé*, encule*, salaud*, salope*, batard*, fdp, ntm, tg, ta gueule, abruti*, idiot*, imbecile*, debile*, stupide*, cretin*, inutile*, incompetent*, incapable*, honte, honteu*, scandale*, scandaleu*, inadmissible*, inacceptable*, insupportable*, intolerable*, ridicule*, lamentable*, pathetique*, pitoyable*, minable*, decu, decue, decus, decues, decevant*, deception, frustr*, colere, enerve*, enervant*, furieu*, rage, haine, hais, deteste*, degage*, voleur*, vol, voler, vole, escroc*, escroquerie, arnaque*, mensonge*, menteur*, mentir, ment, mentent, trahi*, corrompu*, corruption, injuste*, injustice, raciste*, racisme, sexiste*, fasciste*, facho*, terroris*, attentat*, mort, morts, mourir, meurt, tue, tuer, tué, assassin*, violence*, violent*, viol, agression*, guerre, victime*, drame, tragique*, tragedie, enfer, cauchemar*, malheur*, souffr*, deprim*, desespoir, cruel*, poubelle, ordure*, foutage de gueule, se fout, foutent, fous de, ras le bol, ras le cul, n'importe quoi, a fuir, fuyez, plus jamais, a eviter, vire
`,
  '-3': `le pire, la pire, les pires, une honte, une merde, de la merde, quelle honte, quelle merde, une arnaque, arnaque, je hais, je deteste, va te faire, nique, degueulasse, ignoble, inadmissible, catastrophique, lamentable`,
}

export const frRoles: Tables['roles'] = {
  not: "pas, ne, n', jamais, ni, aucun, aucune, personne, rien, guere, loin d'etre, manque de, peu, pa",
  'not-after': 'pas, jamais, guere, aucunement, pa',
  without: 'sans',
  'not-meant':
    'pas seulement, non seulement, sans doute, pas que, ne manquez pas, rien de mieux, rien de tel, plus que, de plus, en plus, un peu, pas de quoi, plus tard, plus de, le plus, la plus, les plus',
  very: 'tres, trop, tellement, si, super, hyper, vraiment, totalement, completement, extremement, absolument, ultra, mega, grave, bien, assez, fort, quel, quelle, quels, quelles, beaucoup, carrement',
  bit: 'un peu, peu, assez, presque, plutot, parfois, peut etre, legerement',
  but: 'mais, cependant, pourtant, toutefois, par contre, en revanche, sauf que, dommage que',
  though: 'bien que, malgre, meme si, quoique',
  wish: "j'aimerais, aimerais, voudrais, espere, esperons, serait, pourrait, devrait, si seulement, pourvu",
}
