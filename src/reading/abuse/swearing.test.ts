import { test } from 'node:test'
import { check } from './check-cues.ts'

test('strong language, by what it is about', () => {
  check([
    ['en', 'swear-as-praise', 'that was fucking awesome'],
    ['en', 'swear-as-praise', 'best damn pizza'],
    ['en', 'swear-at-thing', 'this fucking printer'],
    ['en', 'swear-at-thing', 'the app is shit'],
    ['en', 'swear-word', "for fuck's sake"],
    ['en', 'abuse-at-you', 'fuck you'],
    ['en', 'abuse-at-you', 'go to hell'],
    ['en', 'abuse-at-you', 'kill yourself'],
    ['en', '!swear,!abuse', 'The cockpit of the class was assembled by hand'],
    ['es', 'swear-as-praise', 'Qué chingón está esto'],
    ['es', 'swear-as-praise', 'La paella está de puta madre'],
    ['es', 'swear-as-praise', 'Cojonudo el concierto'],
    ['es', 'swear-at-thing', 'Puto teléfono de mierda'],
    ['es', 'swear-at-thing', 'la aplicación es una mierda'],
    ['es', 'swear-word', 'Joder, otra vez'],
    ['es', 'swear-word', 'me cago en todo'],
    ['es', 'abuse-at-you', 'Vete a la mierda'],
    ['es', 'abuse-at-you', 'que os jodan'],
    ['es', 'abuse-at-you', 'chinga tu madre'],
    ['es', '!swear', 'compré docena de huevos'],
    ['es', '!swear,!abuse', 'Una docena de huevos y un chorizo'],
  ])
})
