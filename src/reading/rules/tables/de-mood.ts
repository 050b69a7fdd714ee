import type { Tables } from '../book.ts'

/** German words and phrases by how good or bad they are. */
export const deMoods: Tables['moods'] = {
  '3': `
ausgezeichnet*, hervorragend*, perfekt*, wunderbar*, fantastisch*, phantastisch*, grossartig*, toll, tolle, toller, tolles, tollen, genial*, spitze, klasse, super, superb, megageil, hammer, der hammer, geil, geile, geiler, geiles, unglaublich gut, wundervoll*, traumhaft*, exzellent*, sensationell*, phanomenal*, liebe, ich liebe, lieben, liebe es, begeister*, begeistert, verliebt, beste, bester, bestes, besten, am besten, das beste, der beste, die beste, meisterwerk, glucklich*, gluck, freude, uberglucklich, hochst zufrieden, sehr zufrieden, herrlich*, kostlich*, lecker, wunderschon*, bezaubernd*, einmalig*, einzigartig*, unvergesslich*, 5 sterne, funf sterne, top, 1a, eins a, bombe, weltklasse, uberragend*
`,
  '2': `
gut, gute, guter, gutes, guten, gutem, schon, schone, schoner, schones, schonen, nett, nette, netter, nettes, netten, freundlich*, hilfsbereit*, hoflich*, sympathisch*, kompetent*, professionell*, schnell*, punktlich*, zuverlassig*, sauber*, bequem*, praktisch*, einfach zu, gunstig*, preiswert*, nutzlich*, hilfreich*, danke, dankeschon, vielen dank, herzlichen dank, bedank*, dankbar*, empfehl*, empfehlenswert, weiterempfehl*, zufrieden*, froh, frohlich*, erfreu*, freut, freue mich, freuen, freu*, gluckwunsch, herzlichen gluckwunsch, gratulier*, gratulation, bravo, respekt, hut ab, stolz, erfolg*, erfolgreich*, sieg*, gewonnen, gewinn*, champion*, besser, besserer, verbessert*, lieblings*, mag, mogen, gefallt, gefallen, spass, lustig*, witzig*, lach*, lachen, lache, grinsen, suss, susse, susser, susses, sussen, niedlich*, cool, coole, cooler, cooles, interessant*, spannend*, inspirier*, beeindruck*, talent*, elegant*, schick, magisch*, traum, paradies, endlich, juhu, juhuu, hurra, yeah, yay, wow, hoffnung, gerettet, gelost, geholfen, hat geklappt, klappt, lohnt sich, es lohnt sich, herz, kuss, kusse, knuddel*, umarm*, willkommen, wertvoll*, angenehm*, gemutlich*, entspannt, entspannend, bewunder*, vorfreude, gespannt, kann es kaum erwarten
`,
  '1': `
okay, in ordnung, passt, nicht schlecht, nicht ubel, nicht verkehrt, ganz gut, gratis, kostenlos*, geschenk*, party, feier*, urlaub, sonne, sommer, freund, freunde, familie, konzert, guten morgen, gute nacht, guten tag, schonen tag, schones wochenende, wochenende, geburtstag, weihnachten, alles gute, viel gluck, viel erfolg, haha*, hihi*, hehe*, lol, hahah*, xd, ruhig, sicher, hoff*, verdient*, wichtig*, stimmt, lust, kein problem, keine probleme, nichts zu meckern, gerne, gern
`,
  '-1': `
langsam*, verspat*, verspatung, zu spat, warten, warte, wartezeit*, schlange, teuer, teure, teurer, uberteuert, problem*, fehler*, panne*, kaputt, defekt*, gesperrt, fehlt, fehlen, mangel*, kompliziert*, schwierig*, verwirr*, langweil*, langweilig*, ode, mude, erschopft, anstrengend, stress*, allein, einsam*, traurig*, schade, leider, bedauer*, tut mir leid, sorge*, sorgen, angst, nervos*, krank, kranke, schmerz*, weh, fieber, verloren, verlier*, verpasst, abgesagt, storniert, storung*, ausfall, ausgefallen, dreckig*, schmutzig*, kalt, komisch, seltsam*, merkwurdig*, zweifel*, krise, beschwer*, nie, niemals, nichts, niemand, kein, keine, keiner, keinen, funktioniert nicht, geht nicht, gefallt mir nicht, naja, na ja, hm, tja, och, oh nein, wein*, weinen, tranen, montag, mist, stau, streik
`,
  '-2': `
schlecht*, schlimm*, furchtbar*, schrecklich*, grausam*, grauenhaft*, entsetzlich*, horror, ekelhaft*, eklig*, ekel, widerlich*, abscheulich*, hasslich*, miserabel, mies, miese, mieser, mieses, katastroph*, desaster, schande, peinlich*, unverschamt*, frechheit, frech, skandal*, unmoglich*, inakzeptabel, unertraglich*, lacherlich*, absurd*, armselig*, erbarmlich*, enttausch*, enttauscht, frust*, frustrier*, sauer, wut, wutend*, argerlich*, arger*, nerv*, nervt, nervig*, hass*, hasse, hassen, scheiss*, scheisse, scheiß*, kacke, kack*, fuck, verdammt*, arsch*, arschloch*, idiot*, trottel, depp*, vollidiot*, dumm*, blod*, bescheuert*, unfahig*, inkompetent*, nutzlos*, wertlos*, sinnlos*, mull, schrott, abzocke, abzocker, betrug*, betrogen, betrueger, luge*, lugner*, lugen, gelogen, dieb*, gestohlen, klau*, korrupt*, korruption, ungerecht*, unfair, rassis*, nazi*, faschis*, sexist*, terror*, anschlag*, krieg, tot, tod, tote, toten, sterben, gestorben, morder*, mord*, getotet, gewalt*, vergewaltig*, opfer, tragisch*, tragodie, holle, albtraum, alptraum, leid, leiden, depress*, verzweif*, zerstor*, ruinier*, falsch, falsche, heuchl*, verrat*, nie wieder, finger weg, hande weg, vermeid*, kotz*, zum kotzen, schnauze voll, satt, reicht jetzt, versager*, gescheitert
`,
  '-3': `schlechteste*, am schlimmsten, das schlimmste, das letzte, eine frechheit, eine schande, eine katastrophe, so eine scheisse, ich hasse, nie wieder, unverschamtheit, abzocke, betruger, absolute frechheit, unter aller sau, grottenschlecht`,
}

export const deRoles: Tables['roles'] = {
  not: 'nicht, nich, nie, niemals, nichts, niemand, kein, keine, keinen, keiner, keinem, keines, weder, kaum, mangel an, fern von, ned, net',
  'not-after': 'nicht, nich, nie, ned',
  without: 'ohne',
  'not-meant':
    'nicht nur, ohne zweifel, kein wunder, nicht verpassen, nichts besseres, kann es kaum erwarten, ohne frage, nicht wahr, warum nicht',
  very: 'sehr, so, zu, total, vollig, absolut, wirklich, echt, extrem, super, besonders, richtig, ganz, voll, unglaublich, ultra, mehr, viel, viele, immer, wahnsinnig, verdammt',
  bit: 'ein bisschen, bisschen, etwas, ein wenig, fast, ziemlich, manchmal, vielleicht, eher, relativ',
  but: 'aber, jedoch, allerdings, doch, trotzdem, nur leider, schade dass',
  though: 'obwohl, trotz, wenn auch, auch wenn',
  wish: 'hoffe, hoffentlich, ware, wunsche, wurde, wurden, konnte, konnten, sollte, sollten, hatte gern, wenn doch',
}
