import type { Tables } from '../book.ts'

export const enRoles: Tables['roles'] = {
  not: `
no, not, never, nobody, noone, nothing, none, nowhere, neither, nor, hardly, barely, scarcely, rarely, seldom, cannot, isn't, aren't, wasn't, weren't, don't, doesn't, didn't, won't, wouldn't, can't, couldn't, shouldn't, haven't, hasn't, hadn't, ain't, mustn't, needn't, isnt, arent, wasnt, werent, dont, doesnt, didnt, wont, wouldnt, cant, couldnt, shouldnt, havent, hasnt, hadnt, aint, nt
far from, anything but, instead of, rather than, failed to, fails to, fail to, lack of, lacks, lacking, zero, no way, not one, not a single, couldn't be less, stopped, used to be, too =.5, less, few, little, nobody's
`,
  without: 'without, w/o, free of, minus',
  'not-meant': `
not only, not just, not merely, no doubt, no wonder, can't wait, cant wait, cannot wait, can't help, cant help, can't stop, cant stop, can't get enough, couldn't be (more|happier|better), don't miss, dont miss, don't forget, dont forget, don't worry, dont worry, no worries, why not, why don't, why dont, if not, or not, not to mention, nothing (beats|better|like|compares), no matter, no one does, nobody does, never been (better|happier), never (a|had a) bad, no better, not sure if, don't know (how|what|if), isn't it, aren't they, wasn't it, doesn't it, don't you, never thought i'd, never seen (such|a better|better|anything), never had (such|a better|better)
a little =.5, little by little, a few, no less than, nothing less than, nothing short of
`,
  very: 'very, really, so, such, too, extremely, super, incredibly, absolutely, totally, completely, utterly, truly, genuinely, seriously, highly, deeply, hugely, massively, insanely, ridiculously, crazy, mad, hella, wicked, dead, proper, well, bloody, fucking, fuckin, fkn, freaking, frickin, damn, goddamn, effing, quite, awfully, terribly, exceptionally, especially, particularly, remarkably, always, every time, all the time, as hell, as fuck, af, a lot, so much, more, most, even more, way, far, pure, fierce, right, what a, how, beyond, literally, honestly, constantly, consistently, simply, just',
  bit: 'a bit, a little, little bit, bit, slightly, somewhat, kinda, kind of, sort of, sorta, a tad, fairly, mildly, relatively, partly, almost, nearly, sometimes, occasionally, maybe, perhaps, probably, might be, seems, seem, possibly, less, not so, not very, not that, not too, not really, not exactly, not particularly, guess, i suppose, not entirely',
  but: 'but, however, yet, though $, unfortunately, sadly, only problem, only issue, only downside, on the other hand, until, except, that said, having said that, then again',
  though:
    'although, though, even though, despite, in spite of, aside from, apart from, other than, besides, notwithstanding, even if, tho',
  wish: `
wish, wishing, if only, hope, hoping, hopefully, would be, would love, i'd love, id love, i'd like, would like, would have been, could be, could have been, should be, should have been, would make, would help, might be, it'd be, itd be, that'd be, want a, need a, looking for, is it, is there, are there, any chance, how about, what about, if you, if it, if they, which is, what is the, what's the, whats the, can you, could you, do you have, does it
`,
}

/** Short ways of writing, and the forms of a word: *loudly*, *slowest*. */
export function enVariants(word: string): readonly string[] {
  if (word.endsWith("'s")) return [word.slice(0, -2)]
  if (word.endsWith('in') && word.length > 5) return [`${word}g`]
  return []
}

export const enShort =
  'u=you ur=your r=are pls=please plz=please plss=please thru=through bc=because cuz=because coz=because bcoz=because tho=though rly=really realy=really gud=good gr8=great gd=good ' +
  "im=i'm ive=i've id=i'd youre=you're theyre=they're thats=that's whats=what's hows=how's wheres=where's whos=who's lets=let's isnt=isn't wasnt=wasn't havent=haven't hasnt=hasn't " +
  "dont=don't doesnt=doesn't didnt=didn't cant=can't couldnt=couldn't wont=won't wouldnt=wouldn't shouldnt=shouldn't arent=aren't werent=weren't aint=ain't thnx=thanks thanx=thanks thnks=thanks thks=thanks tnx=thanks " +
  'tmrw=tomorrow tmr=tomorrow tomoz=tomorrow 2moro=tomorrow 2day=today 2nite=tonight b4=before msg=message hrs=hours hr=hour mins=minutes min=minutes wk=week wks=weeks yr=year yrs=years'
