import {
  abuses,
  depths,
  type Intent,
  intents,
  type Reading,
  sentiments,
  type Urgency,
  urgencies,
} from '../reading/index.ts'

/** Bytes of one reading on its way between threads: copying objects would cost the thread that draws pages more. */
const size = 12 + intents.length
const steps = 200

/** Readings as one run of bytes. */
export function pack(readings: readonly Reading[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(readings.length * size)
  readings.forEach((reading, at) => {
    write(bytes.subarray(at * size, (at + 1) * size), reading)
  })
  return bytes
}

/** What `pack` wrote, certainties to half a hundredth. */
export const unpack = (bytes: Uint8Array): Reading[] =>
  Array.from({ length: bytes.length / size }, (_, at) => read(bytes.subarray(at * size, (at + 1) * size)))

function write(to: Uint8Array, { language, depth, sentiment, urgency, abuse, intents: held }: Reading): void {
  for (let at = 0; at < 3; at += 1) to[at] = language.value.charCodeAt(at) || 0
  to[3] = inSteps(language.p)
  to[4] = depths.indexOf(depth)
  to[5] = sentiments.indexOf(sentiment.value)
  to[6] = inSteps(sentiment.p)
  to[7] = 100 + Math.round(Math.max(-1, Math.min(1, sentiment.score)) * 100)
  to[8] = urgency.value
  to[9] = inSteps(urgency.p)
  to[10] = abuses.indexOf(abuse.value)
  to[11] = inSteps(abuse.p)
  // Nothing is what does not hold.
  for (const { value, p } of held) to[12 + intents.indexOf(value)] = Math.max(1, inSteps(p))
}

function read(from: Uint8Array): Reading {
  const byte = (at: number): number => from[at] ?? 0
  const letters = [byte(0), byte(1), byte(2)].filter((code) => code > 0)
  return {
    language: { value: String.fromCharCode(...letters), p: byte(3) / steps },
    depth: depths[byte(4)] ?? 'language',
    sentiment: { value: sentiments[byte(5)] ?? 'neutral', p: byte(6) / steps, score: (byte(7) - 100) / 100 },
    intents: intentsOf((at) => byte(12 + at) / steps),
    urgency: { value: urgencyOf(byte(8)), p: byte(9) / steps },
    abuse: { value: abuses[byte(10)] ?? 'none', p: byte(11) / steps },
  }
}

/** The likeliest first. */
const intentsOf = (certainty: (at: number) => number): { value: Intent; p: number }[] =>
  intents
    .map((value, at) => ({ value, p: certainty(at) }))
    .filter(({ p }) => p > 0)
    .sort((a, b) => b.p - a.p)

const urgencyOf = (value: number): Urgency => urgencies[value] ?? 1
const inSteps = (p: number): number => Math.round(Math.max(0, Math.min(1, p)) * steps)
