/** Words that English patterns name together. */
export const enClasses = {
  num: 'a an one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred several many few couple multiple some',
  nth: 'second third fourth fifth sixth seventh eighth tenth umpteenth nth 2nd 3rd 4th 5th',
  hour: 'hour hours hr hrs minute minutes min mins secs seconds',
  period: 'day days week weeks month months year years night nights fortnight wk wks yrs weekend weekends',
  weekday: 'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun',
  kin: 'son daughter kid kids child children mum mom mother dad father gran grandma grandmother grandad grandpa grandfather nan nana wife husband partner parents sister brother baby toddler infant newborn patient',
  pronoun: 'i you he she it we they u ya',
  be: 'is are was were be been',
  buy: 'buy purchase order reserve book rent hire get subscribe upgrade sign join preorder pre-order grab pick enroll enrol register renew switch add have put try take',
  product:
    'table room tickets ticket seats seat pair copy copies box boxes dozen cake size plan subscription membership licence license bottle bottles pack packs spot place spots slots slot appointment one two three set order',
  attend:
    'read watch see check listen look follow visit try learn share hear meet vote go join buy sign subscribe download know',
}
