import { type Intent, intents } from '../src/reading/reading.ts'

/**
 * What strangers want in every fourth tweet of a language (xlm-t, training part; places from 1), labelled by hand by the same rules
 * as our own messages. By far the most want nothing: those are not named. `?` is what even a person cannot tell without the story.
 */
const labelled: Readonly<Record<string, string>> = {
  en: `
    praise 21 177 261 273 345 349 441 461 525 549 585 741 1113 1137 1461 1545 1629 1833
    thanks 945
    question 1057 1481 1625
    suggestion 1385
    complaint 133 421 505 781 865 1417 1465 1777 1813
    question,praise 477
    complaint,suggestion 589
    ? 25 41 81 121 145 213 277 393 429 437 457 489 497 593 633 637 665 709 713 757 765 777 825 857 889 905 925 953
    ? 957 981 1001 1017 1025 1045 1049 1061 1089 1125 1145 1153 1209 1229 1261 1265 1269 1277 1281 1337 1361 1369
    ? 1373 1421 1453 1477 1489 1497 1501 1505 1529 1537 1561 1573 1589 1601 1613 1661 1665 1681 1697 1701 1713
    ? 1725 1737 1741 1757 1761 1773 1781 1829`,
  es: `
    praise 93 233 237 321 513 537 693 801 921 1017 1437 1461 1545 1569 1653 1797
    thanks 213 573 933 1041 1221 1269 1677
    question 17 221 293 421 709 1141 1425 1457 1493 1649 1837
    complaint 217 337 361 469
    ? 37 105 133 137 153 169 225 249 285 309 329 349 405 545 557 605 633 681 725 741 797 805 813 829 841 845 849
    ? 869 909 917 945 1025 1045 1081 1125 1165 1197 1253 1281 1325 1329 1353 1357 1377 1381 1405 1433 1445 1473
    ? 1525 1537 1541 1593 1633 1689 1701 1713 1757 1781 1809 1821`,
}

/** The intents of a tweet by its place, from 0; nothing where it was not labelled. */
export function tweetIntents(language: string): (at: number) => readonly Intent[] | undefined {
  const named = labelled[language]
  if (named === undefined) return () => undefined
  const known = new Map(named.trim().split('\n').flatMap(placesOf))
  return (at) => {
    const place = at + 1
    if (place % 4 !== 1) return undefined
    return known.has(place) ? known.get(place) : ['other']
  }
}

function placesOf(line: string): [number, readonly Intent[] | undefined][] {
  const [what = '', ...places] = line.trim().split(' ')
  const of = what === '?' ? undefined : intents.filter((one) => what.split(',').includes(one))
  return places.map((place) => [Number(place), of])
}
