import { type Intent, intents } from '../src/reading/reading.ts'

interface Labelled {
  /** The tweets from one place to another, both included, were looked at. */
  spans: readonly [number, number][]
  /** What is wanted, and where, from 1. */
  named: string
}

/**
 * What strangers want in every fourth of the tweets of a language (xlm-t, training part), labelled by hand by the same rules as
 * our own messages. By far the most want nothing: those are not named. `?` is what even a person cannot tell without the story.
 */
const labelled: Readonly<Record<string, Labelled>> = {
  en: {
    spans: [[1, 1453]],
    named: `
      praise 21 177 261 273 345 349 441 461 525 549 585 741
      complaint 133 421 505 781 865
      question,praise 477
      complaint,suggestion 589
      ? 25 41 81 121 145 213 277 393 429 437 457 489 497 593 633 637 665 709 713 757 765 777 825 857 889 905 925 953 957 981 1001 1017 1025 1045 1049 1061 1089 1125 1145 1153 1209 1229 1261 1265
      ? 1269 1277 1281 1337 1361 1369 1373 1421 1453
      thanks 945
      question 1057
      praise 1113 1137
      suggestion 1385
      complaint 1417`,
  },
  es: {
    spans: [
      [1, 697],
      [809, 1497],
    ],
    named: `
      praise 93 233 237 321 513 537 693
      complaint 217 337 361 469
      question 17 221 293 421
      thanks 213 573
      ? 37 105 133 137 153 169 225 249 285 309 329 349 405 545 557 605 633 681 813 829 841 845 849 869 909 917 945 1025 1045 1081 1125 1165 1197 1253 1281
      ? 1325 1329 1353 1357 1377 1381 1405 1433 1445 1473
      praise 921 1017 1437 1461
      thanks 933 1041 1221 1269
      question 1141 1425 1457 1493`,
  },
}

/** The intents of a tweet by its place, from 0; nothing where it was not labelled. */
export function tweetIntents(language: string): (at: number) => readonly Intent[] | undefined {
  const { spans, named } = labelled[language] ?? { spans: [], named: '' }
  const known = new Map(
    named
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [what = '', ...places] = line.trim().split(' ')
        const of = intents.filter((one) => what.split(',').includes(one))
        return places.map((place): [number, readonly Intent[] | undefined] => [
          Number(place),
          what === '?' ? undefined : of,
        ])
      }),
  )
  return (at) => {
    const place = at + 1
    if (place % 4 !== 1 || !spans.some(([from, to]) => place >= from && place <= to)) return undefined
    return known.has(place) ? known.get(place) : ['other']
  }
}
