import type { Document, Place } from '../query/document.ts'
import { grown } from './column.ts'
import { everyMessage, type Signs } from './signs.ts'
import { Spans } from './spans.ts'
import { Vocabulary } from './vocabulary.ts'

/**
 * What one message bears, laid out for queries to look at: which signs, and in which places. The columns are used again
 * for the next message, so that reading a message makes no objects.
 */
export class Sheet {
  /** By sign: 1 if this message bears it. */
  borne = new Uint8Array(64)
  /** The signs it bears, each once, `everyMessage` first. */
  list = new Int32Array(64)
  count = 0
  /** By sign, if borne: how often it stands, and its first stand (0 where it stands nowhere: only the network says it). */
  stands = new Int32Array(64)
  first = new Int32Array(64)
  /** By stand, which is a sign in a place: both, and the next stand of that sign in a later place (0 for none). */
  sign = new Int32Array(64)
  place = new Int32Array(64)
  later = new Int32Array(64)
  /** By place: its `at` and its first stand; that of the place behind the last is where the last one's stands end. */
  at = new Int32Array(64)
  begin = new Int32Array(64)
  places = 0
  /** By sign: for counting, 0 when nobody counts. */
  wanted = new Int32Array(64)
  /** For the two sides of a NEAR. */
  readonly left = new Spans()
  readonly right = new Spans()
  readonly vocabulary: Vocabulary
  private readonly signs: Signs
  private last = new Int32Array(64)
  private stand = 1

  constructor(signs: Signs) {
    this.signs = signs
    this.vocabulary = new Vocabulary(signs)
  }

  lay(document: Document): void {
    this.clear()
    this.bear(everyMessage)
    for (const place of document.places) this.layPlace(place)
    this.begin = grown(this.begin, this.places)
    this.begin[this.places] = this.stand
    for (const key of document.loose) this.bearWord(key)
    for (const key of document.facts) this.bearIfAsked(this.signs.facts.get(key))
    if (document.followers !== undefined) this.bearFollowers(document.followers)
  }

  private clear(): void {
    for (let index = 0; index < this.count; index += 1) this.borne[this.list[index] ?? 0] = 0
    this.vocabulary.nextMessage()
    this.count = 0
    this.places = 0
    this.stand = 1
    if (this.signs.end > this.borne.length) this.growSigns(2 * this.signs.end)
  }

  private growSigns(size: number): void {
    this.borne = new Uint8Array(size)
    this.list = grown(this.list, size)
    this.stands = grown(this.stands, size)
    this.first = grown(this.first, size)
    this.wanted = grown(this.wanted, size)
    this.last = grown(this.last, size)
  }

  private layPlace(place: Place): void {
    const number = this.places++
    this.at = grown(this.at, number)
    this.begin = grown(this.begin, number)
    this.at[number] = place.at
    this.begin[number] = this.stand
    this.layWord(place.key, number)
    for (const key of place.also) this.layWord(key, number)
    if (this.signs.exact.size > 0) this.layExact(place, number)
  }

  private layWord(word: string, place: number): void {
    let at = this.vocabulary.look(word)
    const { list } = this.vocabulary
    for (let sign = list[at] ?? 0; sign !== 0; sign = list[++at] ?? 0) this.put(sign, place)
  }

  private layExact({ mark, written }: Place, place: number): void {
    const bare = this.signs.exact.get(written)
    if (bare !== undefined) this.put(bare, place)
    const marked = mark === '' ? undefined : this.signs.exact.get(mark + written)
    if (marked !== undefined) this.put(marked, place)
  }

  private put(sign: number, place: number): void {
    if (this.borne[sign] === 0) this.bear(sign)
    const before = this.last[sign] ?? 0
    const stand = this.stand++
    if (stand >= this.sign.length) this.growStands(stand)
    this.sign[stand] = sign
    this.place[stand] = place
    this.later[stand] = 0
    this.last[sign] = stand
    this.stands[sign] = (this.stands[sign] ?? 0) + 1
    if (before === 0) this.first[sign] = stand
    else this.later[before] = stand
  }

  private growStands(stand: number): void {
    this.sign = grown(this.sign, stand)
    this.place = grown(this.place, stand)
    this.later = grown(this.later, stand)
  }

  private bearWord(word: string): void {
    let at = this.vocabulary.look(word)
    const { list } = this.vocabulary
    for (let sign = list[at] ?? 0; sign !== 0; sign = list[++at] ?? 0) this.bearIfAsked(sign)
  }

  private bearIfAsked(sign: number | undefined): void {
    if (sign !== undefined && this.borne[sign] === 0) this.bear(sign)
  }

  private bear(sign: number): void {
    this.borne[sign] = 1
    this.list[this.count++] = sign
    this.stands[sign] = 0
    this.first[sign] = 0
    this.last[sign] = 0
  }

  private bearFollowers(followers: number): void {
    for (const sign of this.signs.followers.values()) {
      const range = this.signs.name(sign)
      if (range?.kind === 'followers' && range.least <= followers && followers <= range.most) this.bear(sign)
    }
  }
}
