import { words } from '../../../lib/words.ts'
import { type Check, found, says, type Talk } from '../talk.ts'
import { quoteOf, type Sentence, type Text, type Word } from '../text.ts'
import { contentOf, overlap } from './content.ts'

const mostListed = 5
const mostHeld = 20

/** Every question gets its answer; those that got none are listed, in their words. */
export const questions: Check = (talk) => {
  if (talk.draft.words.length === 0 || (says(talk, 'puts-off') && says(talk, 'when'))) return []
  const asked = talk.theirs.flatMap((text) => questionsOf(talk, text)).slice(-mostHeld)
  const open = asked.filter((one) => !isAnswered(talk, one, asked))
  return open.slice(0, mostListed).map(({ text, place }) => ({
    kind: 'questions',
    place: null,
    quote: quoteOf(text, place),
    ofTheirs: true,
    why: words('coach.questions.why'),
    mend: words('coach.questions.mend'),
  }))
}

interface Question {
  text: Text
  place: { from: number; to: number }
  words: readonly Word[]
  of: 'when' | 'where' | 'how-much' | 'who' | 'which' | 'why' | 'how' | 'yes-or-no'
}

/** What they ask: with a mark, or in other words. What nobody wants answered is left out. */
function questionsOf({ rules }: Talk, text: Text): Question[] {
  const rhetorical = rules.find.rhetorical.find(text)
  const wants = rules.find['wants-to-know'].find(text)
  return text.sentences.flatMap((sentence) => {
    const within = text.words.slice(sentence.first, sentence.last)
    const asks = sentence.asks || wants.some((hit) => hit.first >= sentence.first && hit.first < sentence.last)
    const empty = rhetorical.some((hit) => hit.first === sentence.first && hit.last === sentence.last)
    if (!asks || empty || (sentence.asks && reproach.test(quoteOf(text, sentence)))) return []
    return parted(within).flatMap((words) =>
      contentOf(rules, words).length === 0 ? [] : [{ text, place: placeOf(words, sentence), words, of: typeOf(words) }],
    )
  })
}

/** Asked in anger, not to know. */
const reproach =
  /^(?:y |pero |and |but )?(?:c[oó]mo (?:es posible|puede ser|pod[eé]is|se atreven)|es que|acaso|de verdad|en serio|(?:os|te|les|le) parece|qu[eé] (?:clase|tipo) de|hasta cu[aá]ndo|no os da|how (?:is it|is this|can you|dare)|is it too much|do you even|are you (?:even|kidding|serious)|what kind of|seriously|is this (?:how|a joke|normal)|really)/iu

/** "When does it leave and do I have to book" asks twice. */
function parted(within: readonly Word[]): (readonly Word[])[] {
  const at = within.findIndex(
    ({ form }, place) => place > 1 && /^(?:y|e|o|and|or)$/.test(form) && begins.test(within[place + 1]?.form ?? ''),
  )
  return at < 0 ? [within] : [within.slice(0, at), ...parted(within.slice(at + 1))]
}

const begins =
  /^(?:si|cuando|donde|como|cuanto|cuanta|cuantos|cuantas|quien|cual|cuales|a|por|hay|puedo|podria|se|whether|if|when|where|how|what|who|which|why|do|does|is|can|are|could|will|should)$/

const placeOf = (words: readonly Word[], sentence: Sentence) => ({
  from: words[0]?.from ?? sentence.from,
  to: words.at(-1)?.to ?? sentence.to,
})

const openers: readonly [Question['of'], RegExp][] = [
  ['when', /^(cuando|when|horario|horarios|hora|plazo|fecha|hours|eta)$/],
  ['where', /^(donde|adonde|where)$/],
  ['how-much', /^(cuanto|cuanta|cuantos|cuantas|precio|cuesta|vale|coste|tarifa|price|cost|costs|much|many)$/],
  ['who', /^(quien|quienes|who|whom)$/],
  ['why', /^(porque|why)$/],
  ['which', /^(cual|cuales|which|what|que)$/],
  ['how', /^(como|how)$/],
]

function typeOf(within: readonly Word[]): Question['of'] {
  const forms = within.map((word) => word.form)
  if (forms.join(' ').match(/\bpor que\b/)) return 'why'
  if (
    forms
      .join(' ')
      .match(
        /\b(a que hora|what time|how long|how soon|que dia|que horario|cuanto tard|cuanto tiempo|cuanto dura|how late|en que fecha)/,
      )
  )
    return 'when'
  for (const [of, opener] of openers) {
    const at = forms.findIndex((form) => opener.test(form))
    if (at >= 0 && (of !== 'which' || at <= 2) && (of !== 'how' || at <= 3)) return of
  }
  return 'yes-or-no'
}

/** Something of its kind is said in the draft, or its own words are taken up. */
function isAnswered(talk: Talk, { words: asked, of }: Question, all: readonly Question[]): boolean {
  const { draft, rules } = talk
  const about = contentOf(rules, asked).filter((form) => !askingWords.test(form))
  const plain = draft.sentences.filter((one) => !one.asks)
  const said = plain.flatMap((one) => contentOf(rules, draft.words.slice(one.first, one.last)))
  const shared = overlap(about, said)
  const enough = all.length === 1 && of === 'yes-or-no' ? Math.min(2, about.length) : 1
  if (shared >= enough && about.length > 0 && (of !== 'when' || all.length > 1 || ofKind(talk, of))) return true
  if (all.length === 1) return ofKind(talk, of) || (of !== 'when' && of !== 'how-much' && isInformative(talk))
  const alike = all.filter((one) => one.of === of).length
  if (of === 'yes-or-no') return answersGiven(talk, true) >= alike
  return alike === 1 && ofKind(talk, of)
}

/** Says yes or no, a number or a time: more than thanks and good wishes. */
const isInformative = (talk: Talk): boolean =>
  answersGiven(talk) > 0 || /\d|https?:|www\./.test(talk.draft.written) || says(talk, 'when')

const askingWords = /^(cuant|cuand|dond|quien|como|hora|horari|preci|cuest|price|cost|much|long|time)/

function ofKind(talk: Talk, of: Question['of']): boolean {
  const { draft } = talk
  if (of === 'when')
    return (
      says(talk, 'when') ||
      /\d{1,2}([:.h]\d{0,2}|\s?[ap]m\b)|\b(half past|quarter (?:to|past)|noon|midnight|(?:y|menos) (?:media|cuarto)|mediod[ií]a|medianoche|always|siempre|never|nunca|no hay fecha)\b/iu.test(
        draft.written,
      )
    )
  if (of === 'how-much')
    return /\d|gratis|free|gratuit|sin coste|no charge|\b(un|una|dos|tres|cuatro|cinco|seis|diez|one|two|three|four|five|six|ten|twelve) /iu.test(
      draft.written,
    )
  if (of === 'where')
    return /\b(en|in|at|on|desde|near|under|from) (la|el|los|las|the|our|nuestra?o?s?|tu|your|calle|avenida|plaza|\p{Lu})|https?:|www\.|\b(calle|avenida|plaza|street|road|avenue)\b/u.test(
      draft.written,
    )
  if (of === 'why')
    return /\b(porque|because|since|ya que|pues|motivo|reason|por eso|due to|that's why|es por)\b/iu.test(draft.written)
  if (of === 'yes-or-no') return answersGiven(talk) > 0
  return false
}

/** How many sentences or clauses begin with a yes, a no or what can be done. */
const answersGiven = (talk: Talk, plainly = false): number =>
  found(talk, 'says-yes-or-no').filter((hit) => {
    if (plainly && perhaps.test(talk.draft.words[hit.first]?.form ?? '')) return false
    const sentence = talk.draft.sentences[talk.draft.words[hit.first]?.sentence ?? -1]
    return sentence !== undefined && !sentence.asks
  }).length

/** "It is", "there are": an answer to one question, too little to be one of several. */
const perhaps = /^(it|they|we|there|hay|tenemos|incluye|se|disponible|right|that|indeed)$/
