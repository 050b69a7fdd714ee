import type { Example } from '../src/reading/examples/parse.ts'
import { createReader } from '../src/reading/index.ts'
import { abuses, intents, type Reading, sentiments, urgencies } from '../src/reading/reading.ts'
import { catalan, hatecheck, kept, languagesOfTweets, tweets } from './kept.ts'
import { calibrationError, drawn, f1Of, type Judged, macroF1, type Said, share } from './measures.ts'
import type { Line } from './table.ts'

/** Every figure of what is read, and lists by label for who wants to look closer. */
export function evaluateReading(): { lines: Line[]; closer: string[] } {
  const reader = createReader()
  const read = (texts: readonly string[]) => reader.read(texts.map((text) => ({ text })))
  const moods = Object.entries(languagesOfTweets).map(([language, folder]) => {
    const said = tweets(folder)
    return { language, said, readings: read(said.map(({ text }) => text)) }
  })
  const ours = ['es', 'en'].map((language) => {
    const examples = kept(language)
    return { language, examples, readings: read(examples.map(({ text }) => text)) }
  })
  const hate = ofHate(read)
  const lines = [
    ...ofLanguage(moods, read(catalan())),
    ...moods.map(ofMood),
    ...ours.flatMap(ofOurs),
    ...hate.lines,
    ...ours.flatMap(({ language, examples, readings }) => ofCertainty(language, examples, readings)),
  ]
  return { lines, closer: [...ours.flatMap(byLabel), ...ours.map(leaning), ...hate.closer] }
}

interface Moods {
  language: string
  said: ReturnType<typeof tweets>
  readings: Reading[]
}

function ofLanguage(moods: readonly Moods[], catalan: readonly Reading[]): Line[] {
  const right = ({ language, readings }: Moods) => readings.filter((one) => one.language.value === language).length
  const hits = moods.reduce((sum, one) => sum + right(one), 0)
  const all = moods.reduce((sum, { said }) => sum + said.length, 0)
  const inCatalan = catalan.filter(({ language }) => language.value === 'ca').length
  return [
    { on: 'language, tweets in six languages', measure: 'accuracy', found: share(hits, all), must: 0.97, aim: 0.98 },
    ...moods.map((one) => ({
      on: `– ${one.language}`,
      measure: 'accuracy',
      found: share(right(one), one.said.length),
    })),
    { on: '– ca (sentences of lingua)', measure: 'accuracy', found: share(inCatalan, catalan.length) },
  ]
}

const mustOfMood: Record<string, number> = { es: 0.57, en: 0.56 }

function ofMood({ language, said, readings }: Moods): Line {
  const judged = said.map(
    ({ mood }, at): Judged => ({ truth: [mood], said: [readings[at]?.sentiment.value ?? 'neutral'] }),
  )
  const must = mustOfMood[language]
  const found = drawn(judged, macroF1(sentiments))
  const line = { on: `sentiment ${language}, tweets`, measure: 'macro-F1', found }
  if (must === undefined) return line
  return {
    ...line,
    must,
    aim: 0.66,
    ...(language === 'es' ? { published: 'XLM-R .659, FastText .501 (test part)' } : {}),
  }
}

interface Ours {
  language: string
  examples: Example[]
  readings: Reading[]
}

const heldBy = ({ intents: held }: Reading) => held.map(({ value }) => value)

function judgedBy(task: 'sentiment' | 'intents' | 'urgency' | 'abuse', { examples, readings }: Ours): Judged[] {
  return examples.map((example, at) => {
    const reading = readings[at]
    if (task === 'intents') return { truth: example.intents, said: reading ? heldBy(reading) : [] }
    return { truth: [example[task]], said: reading ? [reading[task].value] : [] }
  })
}

const labelsOf = { sentiment: sentiments, intents, urgency: urgencies, abuse: abuses }

function ofOurs(of: Ours): Line[] {
  const line = (on: string, task: keyof typeof labelsOf): Line => ({
    on: `${on} ${of.language}, ours kept apart`,
    measure: 'macro-F1',
    found: drawn(judgedBy(task, of), macroF1(labelsOf[task])),
  })
  return [
    { ...line('intents', 'intents'), must: 0.8, aim: 0.88 },
    line('sentiment', 'sentiment'),
    line('urgency', 'urgency'),
    line('abuse', 'abuse'),
  ]
}

const byLabel = (of: Ours): string[] =>
  (['sentiment', 'intents', 'urgency', 'abuse'] as const).map((task) => {
    const judged = judgedBy(task, of)
    return `${of.language} ${task}: ${labelsOf[task].map((label) => `${label} ${f1Of(label, judged).toFixed(2)}`).join(' · ')}`
  })

/** Whether it is too sure (more than 0) or not sure enough. */
const leaning = ({ language, examples, readings }: Ours): string => {
  const of = (['sentiment', 'urgency', 'abuse'] as const).map((task) => {
    const sum = readings.reduce(
      (all, one, at) => all + one[task].p - Number(one[task].value === examples[at]?.[task]),
      0,
    )
    return `${task} ${(sum / readings.length).toFixed(3)}`
  })
  return `${language}, mean certainty less accuracy: ${of.join(' · ')}`
}

/** What is hidden at once: hate, and threats, which hatecheck counts as hate. */
const isHateful = (reading: Reading | undefined): boolean =>
  reading?.abuse.value === 'hate' || reading?.abuse.value === 'threat'

function ofHate(read: (texts: readonly string[]) => Reading[]) {
  const cases = hatecheck()
  const english = named(cases, read(cases.map(({ text }) => text)), 'hatecheck')
  const ours = kept('es-hate').map(({ text, tags, abuse }) => ({
    text,
    tries: tags.find((tag) => tag.startsWith('case:'))?.slice(5) ?? '',
    hateful: abuse === 'hate' || abuse === 'threat',
  }))
  const spanish = named(ours, read(ours.map(({ text }) => text)), 'our Spanish cases')
  return { lines: [...english.lines, ...spanish.lines], closer: [...english.closer, ...spanish.closer] }
}

function named(cases: readonly { tries: string; hateful: boolean }[], readings: readonly Reading[], on: string) {
  const right = cases.map(({ hateful }, at) => isHateful(readings[at]) === hateful)
  const tries = Object.entries(Object.groupBy([...cases.keys()], (at) => cases[at]?.tries ?? '')).map(
    ([name, places = []]) => ({
      name,
      hateful: places.every((at) => cases[at]?.hateful),
      mixed: places.some((at) => cases[at]?.hateful),
      found: share(places.filter((at) => right[at]).length, places.length),
    }),
  )
  const harmless = tries.filter(({ mixed }) => !mixed)
  const worst = harmless.reduce(
    (worst, one) => (one.found.value < worst.found.value ? one : worst),
    harmless[0] ?? none,
  )
  const lines: Line[] = [
    {
      on: `hate, ${on}`,
      measure: 'accuracy',
      found: share(right.filter(Boolean).length, right.length),
      must: 0.7,
      aim: 0.85,
    },
    { on: `hate, ${on}: worst of the harmless (${worst.name})`, measure: 'accuracy', found: worst.found, must: 0.5 },
  ]
  const closer = tries.map(
    ({ name, hateful, found }) => `${on}, ${hateful ? 'hateful' : 'harmless'}: ${name} ${found.value.toFixed(2)}`,
  )
  return { lines, closer }
}

const none = { name: '', found: share(0, 0) }

/** Do the probabilities that are said come true? */
function ofCertainty(language: string, examples: readonly Example[], readings: readonly Reading[]): Line[] {
  const of = (on: string, said: Said[]): Line => ({
    on: `probabilities of ${on}, ${language}`,
    measure: 'calibration error',
    found: calibrationError(said),
    must: 0.06,
    aim: 0.03,
    less: true,
  })
  const one = (task: 'sentiment' | 'urgency' | 'abuse') =>
    of(
      task,
      readings.map((reading, at) => ({ p: reading[task].p, true: reading[task].value === examples[at]?.[task] })),
    )
  const held = readings.flatMap((reading, at) =>
    reading.intents.map(({ value, p }) => ({ p, true: examples[at]?.intents.includes(value) ?? false })),
  )
  return [one('sentiment'), of('intents', held), one('urgency'), one('abuse')]
}
