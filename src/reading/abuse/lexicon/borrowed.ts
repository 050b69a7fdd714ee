import type { Table } from '../compile.ts'

/** Strong English words that people write in Spanish, and that mean nothing harmless there. */
export const inSpanish: Table = {
  swear: `fuck, wtf, fucked, shit, bullshit, holy shit, ffs, wtaf, omfg, damn it`,
  'swear-before': `fucking, fuckin, fkn, motherfucking`,
  'swear-praise': `fucking love, fucking awesome, fucking amazing, fucking crack, fucking amo`,
  'abuse-at-you': `fuck you, fuck u, fuck off, stfu, gtfo, kys, shut up, shut the fuck up, go fuck yourself`,
  insult: `asshole+, motherfucker+, bitch, bitches, son of a bitch, loser+, idiot, scammers, retard, retards`,
  'insult-of-person': `asshole+, motherfucker+, son of a bitch, loser+, scammers`,
  slur: `nigger+, niggers, faggot+, faggots, spic+, wetback+, beaner+, beaners`,
}

/** Strong Spanish words that people write in English. */
export const inEnglish: Table = {
  swear: `mierda, puta madre, joder, coño, carajo, verga, no mames, hijole`,
  'swear-before': `pinche, pinches`,
  'swear-praise': `de puta madre, que chingon`,
  'abuse-at-you': `chinga tu madre, vete a la mierda, vete al carajo, vete a la verga, tu puta madre`,
  insult: `cabron, cabrones, pendejo/, hijo de puta, hijos de puta, gilipollas, puto, puta, putos, putas, idiota, idiotas, estupido, estupidos, imbeciles`,
  'insult-of-person': `pendejo/, hijo de puta, hijos de puta, gilipollas, idiotas, imbeciles`,
  slur: `maricon, maricones, sudaca+, mojados, pinche indio, pinches indios`,
}

/** The commonest of some other languages, for messages of which no more is read. */
export const elsewhere: Table = {
  swear: `merde, putain, cazzo, merda, caralho, porra, scheisse, scheiße, foda se, minchia, merdeux`,
  'abuse-at-you': `vaffanculo, va fan culo, va te faire foutre, ta gueule, vai tomar no cu, vai se foder, fick dich, halt die fresse, fils de pute`,
  insult: `stronzo, stronzi, connard, connards, connasse, salope, arschloch, arschlocher, filho da puta, filhos da puta, idioten, imbecile, imbecilles, otario, otarios, babaca, babacas, coglione, coglioni, gilipolles, cretino, cretini`,
  'insult-of-person': `stronzo, stronzi, connard, connards, arschloch, filho da puta, filhos da puta, coglione, coglioni, babaca, babacas, fils de pute`,
}
