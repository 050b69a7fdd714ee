import { test } from 'node:test'
import { check } from './check-cues.ts'

test('hate in few words: feelings, denials, questions, orders, swearing', () => {
  check([
    ['en', 'group-hated,hate-stated', 'my whole family resents immigrants'],
    ['en', 'group-hated', 'Muslims give me the creeps'],
    ['en', 'group-belittled', 'Refugees will never be civilised'],
    ['en', 'group-belittled', 'not one Mexican is honest'],
    ['en', 'group-belittled', 'there is no such thing as a decent Muslim'],
    ['en', 'group-questioned', 'who let the Arabs in?'],
    ['en', 'group-questioned', 'what is wrong with trans people'],
    ['en', 'group-harm-wished', 'please beat up some gays today'],
    ['en', 'group-harm-wished', 'Jews ought to be hanged'],
    ['en', 'group-sworn-at', 'fucking Mexicans again'],
    ['en', 'group-sworn-at', 'refugees can go fuck yourself'],
    ['en', 'slur-thrown', 'hey retard, move'],
    ['en', 'hate-follows', 'A Muslim family moved in. I hate them'],
    ['en', 'group-belittled', "The Romanian's kids are Romanians, and Romanians are not clean"],
    ['es', 'group-hated,hate-stated', 'les tengo asco a los gitanos'],
    ['es', 'group-hated', 'los peruanos me sacan de quicio'],
    ['es', 'group-belittled', 'ningún haitiano vale la pena'],
    ['es', 'group-belittled', 'los moros no son civilizados'],
    ['es', 'group-questioned', '¿quién dejó entrar a los rumanos?'],
    ['es', 'group-harm-wished', 'habría que fusilar a los judíos'],
    ['es', 'group-harm-wished', 'las feministas merecen una paliza'],
    ['es', 'group-hated', 'a la mierda los inmigrantes'],
  ])
})

test('what only sounds like it', () => {
  check([
    ['en', 'hate-countered,!hate-stated', 'people who hate immigrants are cowards'],
    ['en', 'hate-countered,!hate-stated', "it's not true that Mexicans are criminals"],
    ['en', 'hate-countered,!hate-stated', 'he said women are stupid'],
    ['en', 'group-only,!hate-stated', 'Two Mexicans bought the bakery'],
    ['en', '!group-only', 'the white van has gone'],
    ['en', 'group-respected,!hate-stated', "trans people shouldn't have to hide"],
    ['en', '!hate-stated', 'Influencers are talentless, all those people are liars'],
    ['en', 'group-vilified', 'I firmly say that Jews are liars'],
    ['es', 'hate-countered,!hate-stated', 'los que odian a los gitanos dan pena'],
    ['es', 'hate-countered,!hate-stated', 'no es verdad que los chilenos sean ladrones'],
    ['es', 'group-respected,!hate-stated', 'ningún refugiado merece que lo traten así'],
    ['es', 'group-only,!hate-stated', 'una mujer mapuche preside la mesa'],
  ])
})
