import { type Intent, intents } from '../src/reading/reading.ts'

/**
 * What strangers want in every fourth of the first tweets of a language (xlm-t, training part), labelled by hand by the same rules as
 * our own messages. By far the most want nothing: those are not named. `?` is what even a person cannot tell without the story.
 */
const labelled: Readonly<Record<string, { upTo: number; named: string }>> = {
  en: {
    upTo: 917,
    named: `
      praise 21 177 261 273 345 349 441 461 525 549 585 741
      complaint 133 421 505 781 865
      question,praise 477
      complaint,suggestion 589
      ? 25 41 81 121 145 213 277 393 429 437 457 489 497 593 633 637 665 709 713 757 765 777 825 857 889 905`,
  },
  es: {
    upTo: 697,
    named: `
      praise 93 233 237 321 513 537 693
      complaint 217 337 361 469
      question 17 221 293 421
      thanks 213 573
      ? 37 105 133 137 153 169 225 249 285 309 329 349 405 545 557 605 633 681`,
  },
}

/** The intents of a tweet by its place, from 0; nothing where it was not labelled. */
export function tweetIntents(language: string): (at: number) => readonly Intent[] | undefined {
  const { upTo, named } = labelled[language] ?? { upTo: 0, named: '' }
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
    if (place > upTo || place % 4 !== 1) return undefined
    return known.has(place) ? known.get(place) : ['other']
  }
}
