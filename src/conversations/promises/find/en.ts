import type { Naming, Promising } from './line.ts'
import type { Day, Hour } from './reckon.ts'

const ones = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(' ')
const numbers = new Map<string, number>([
  ...ones.map((word, at): [string, number] => [word, at]),
  ['a', 1],
  ['an', 1],
  ['twenty', 20],
  ['twenty four', 24],
  ['thirty', 30],
  ['forty eight', 48],
  ['seventy two', 72],
  ['half an', 0.5],
  ['a couple of', 2],
  ['the', 1],
])
const number = `(\\d{1,3}|${[...numbers.keys()].toSorted((a, b) => b.length - a.length).join('|')})`
const numberOf = (text: string | undefined): number => numbers.get(text ?? '') ?? Number(text)

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const months = 'january february march april may june july august september october november december'.split(' ')

const parts: Readonly<Record<string, Hour>> = {
  morning: 'morning',
  afternoon: 'afternoon',
  evening: 'night',
  night: 'night',
}
const part = `(?: (${Object.keys(parts).join('|')}))?`
const inDay = (day: Day, said?: string, before?: string) => ({
  day,
  ...(said && parts[said] ? { hour: parts[said] } : {}),
  ...(before === 'before ' ? { before: true } : {}),
})

function stretch([, one, other, working, unit = '']: RegExpExecArray) {
  const count = numberOf(other ?? one)
  if (unit.startsWith('m') && !unit.startsWith('mo')) return { minutes: count }
  if (unit.startsWith('h')) return { minutes: count * 60 }
  if (unit.startsWith('w')) return { day: { is: 'in' as const, days: count * 7 } }
  if (unit.startsWith('mo')) return { day: { is: 'in' as const, days: Math.round(count * 30) } }
  return { day: { is: 'in' as const, days: Math.ceil(count), working: working !== undefined } }
}

/** Hours before eight are those of the afternoon, unless it is said which. */
function hour([, said, minutes, half]: RegExpExecArray) {
  const shown = numberOf(said)
  if (!(shown >= 1 && shown <= 24)) return undefined
  const isLate = half === 'pm' ? shown < 12 : half !== 'am' && shown < 8
  return { hour: (shown + (isLate ? 12 : 0)) * 60 + Number(minutes ?? 0) }
}

const today = { is: 'in', days: 0 } as const

const namings: readonly Naming[] = [
  [
    new RegExp(
      `\\b(?:in|within|under|inside|next|than|up to|about|maximum of) (?:the next |about |around |at most |less than |under )?${number} (?:(?:or|to|and) )?(?:${number} )?(working |business )?(minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?)\\b`,
      'g',
    ),
    stretch,
  ],
  [/\bday after tomorrow\b/g, () => ({ day: { is: 'in', days: 2 } })],
  [/\bfirst thing tomorrow(?: morning)?\b/g, () => ({ day: { is: 'in', days: 1 }, hour: 'first' })],
  [new RegExp(`\\b(before )?tomorrow${part}`, 'g'), ([, early, said]) => inDay({ is: 'in', days: 1 }, said, early)],
  [/\btonight\b|\bthis evening\b/g, () => ({ day: today, hour: 'night' })],
  [/\bthis (morning|afternoon)\b/g, ([, said]) => inDay(today, said)],
  [
    /\btoday\b|\bend of (?:the )?(?:day|play)\b|\beod\b|\bclose of (?:business|play)\b|\bsame day\b/g,
    () => ({ day: today }),
  ],
  [
    new RegExp(`\\b(last |since |until |before |next |this )?(${days.join('|')})\\b( next week| week)?${part}`, 'g'),
    ([, said, day = '', week, half]) =>
      said === 'last ' || said === 'since ' || said === 'until '
        ? undefined
        : inDay(
            { is: 'weekday', day: days.indexOf(day), ...(week || said === 'next ' ? { week: 'next' as const } : {}) },
            half,
            said,
          ),
  ],
  [
    new RegExp(`\\b(before )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${months.join('|')})\\b`, 'g'),
    ([, early, day, month = '']) => date(Number(day), month, early),
  ],
  [
    new RegExp(`\\b(before )?(${months.join('|')}) (?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\b`, 'g'),
    ([, early, month = '', day]) => date(Number(day), month, early),
  ],
  [/\b(?:this|the|over the|at the) weekend\b/g, () => ({ day: { is: 'weekend', ahead: 0 } })],
  [/\bnext week\b/g, () => ({ day: { is: 'week-end', ahead: 1 } })],
  [/\bthis week\b|\bend of (?:the )?week\b|\bweek is (?:over|out)\b/g, () => ({ day: { is: 'week-end', ahead: 0 } })],
  [/\bend of (?:the |this )?month\b|\bthis month\b/g, () => ({ day: { is: 'month-end', ahead: 0 } })],
  [/\bnext month\b/g, () => ({ day: { is: 'month-end', ahead: 1 } })],
  [/\b(?:noon|midday|lunchtime)\b/g, () => ({ hour: 720 })],
  [
    new RegExp(
      `\\b(?:at|by|before|around|about) (\\d{1,2}|${ones.slice(1, 13).join('|')})(?: (\\d\\d))? ?(am|pm)?\\b(?! (?:or|to|working|business|days?|hours?|weeks?|of|st|nd|rd|th|${months.join('|')}))`,
      'g',
    ),
    hour,
  ],
  [/\bfirst thing\b/g, () => ({ hour: 'first' })],
]

function date(day: number, month: string, early: string | undefined) {
  return day >= 1 && day <= 31
    ? inDay({ is: 'date', day, month: months.indexOf(month) + 1 }, undefined, early)
    : undefined
}

const some = (words: string): string => `(?:${words.trim().split(/\s+/).join('|')})`

const deeds = some(
  `write call ring phone email mail message text dm send post ship refund reimburse credit pay replace swap exchange fix
  repair sort solve resolve look check find ask chase investigate review confirm reply respond answer get come update let
  tell keep be have make give bring deliver drop put add change correct cancel book arrange reserve hold publish decide
  speak talk pass follow report raise take see do reach contact go return collect pick prepare offer explain share remove
  forward try work dispatch redo rebook issue waive upgrade extend open set start finish hand inform notify announce`,
)
const doing = some(
  `writing calling sending posting shipping refunding replacing swapping fixing repairing sorting looking checking finding
  asking chasing investigating reviewing confirming replying getting updating changing correcting bringing delivering
  putting adding cancelling canceling arranging publishing issuing preparing dispatching returning collecting speaking`,
)
const adverb = '(?:(?:also|then|definitely|certainly|personally|gladly|happily|both|again|all|just|now) )?'

/** English. */
export const english: Promising = {
  strong: [
    new RegExp(
      `\\b(?:we'll|i'll|we will|i will|we shall|and will|we are going to|we're going to|i am going to|i'm going to) ${adverb}${deeds}\\b`,
      'g',
    ),
    /\b(?:we|i) promise\b/g,
    /\bleave (?:it|this|that) with (?:me|us)\b/g,
  ],
  weak: [
    new RegExp(`\\b(?:we're|we are|i'm|i am) ${adverb}${doing}\\b`, 'g'),
    new RegExp(`\\blet me ${deeds}\\b`, 'g'),
  ],
  dated: [
    /\b(?:you'll|you will) (?:have|hear|get|receive|see|be)\b/g,
    /\b(?:will|it'll|that'll) (?:be|leave|arrive|ship|go|reach|come|call|ring|write|email|contact|answer|reply)\b/g,
    /\bgoes out\b/g,
    new RegExp(`\\bis going to ${deeds}\\b`, 'g'),
  ],
  condition: /\b(?:if|unless|in case|should (?:it|you|they|there|that)|whenever|wish|would|provided|until you)\b/,
  anew: /\b(?:and|or|but)\s*$/,
  asking: /\b(?:know|tell you|check|see|confirm|ask|out|look) (?:[a-z]+ ){0,4}$/,
  open: /\b(?:as soon as|soon|shortly|once|when|posted|in due course|asap|before long)\b/,
  never:
    /\b(?:yesterday|last (?:night|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|usually|normally|always|every|since|would have)\b/,
  others:
    /\b(?:courier|driver|royal mail|ups|dhl|fedex|post office|manufacturer|supplier|bank|they|they'll|according to)\b/,
  denied: /\b(?:not|never|can't|cannot|won't|don't|nor|you|they)\s*$/,
  namings,
  noon: 720,
}
