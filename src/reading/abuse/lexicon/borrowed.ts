import type { Table } from '../compile.ts'

/** Strong words that are written in the other language, too, and mean nothing harmless there. */
export const borrowed: Table = {
  swear: `fuck, wtf, fucked, shit, bullshit, holy shit, mierda, puta madre, joder, coño, ffs, carajo, verga, no mames, merde, putain, cazzo, merda, caralho, porra, scheisse, scheiße`,
  'swear-before': `fucking, fuckin, fkn, pinche, pinches, putos, motherfucking`,
  'swear-praise': `fucking love, fucking awesome, fucking amazing, de puta madre, que chingon`,
  'abuse-at-you': `fuck you, fuck u, fuck off, stfu, gtfo, kys, shut up, chinga tu madre, vete a la mierda, vete al carajo, va fan culo, vaffanculo, va te faire foutre`,
  insult: `asshole+, motherfucker+, bitch, bitches, son of a bitch, loser+, hater+, cabron, cabrones, pendejo/, hijo de puta, hijos de puta, gilipollas, puto, puta, stronzo, stronzi, connard, connards, idiot, idiota, idiotas, imbecil, imbeciles, estupido, estupidos, arschloch, filho da puta, filhos da puta`,
  'insult-of-person': `asshole+, motherfucker+, son of a bitch, pendejo/, hijo de puta, hijos de puta, gilipollas, idiotas, imbeciles, stronzo, stronzi, connard, connards, idiota, arschloch, filho da puta, filhos da puta`,
  slur: `nigger+, niggers, faggot+, faggots, maricon, maricones, sudaca+, spic+, wetback+, beaner+, beaners`,
}
