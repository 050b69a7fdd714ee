import { own } from '../../lib/own.ts'
import { type Words, words } from '../../lib/words.ts'
import { abuses, intents, sentiments, urgencies } from '../../reading/index.ts'
import { foldWord } from './fold-word.ts'
import type { FactField } from './query.ts'

/** What may stand before a colon. */
export type FieldName = FactField | 'followers'

/** The field that a name means, in either language of the house; undefined when none. */
export const fieldNamed = (name: string): FieldName | undefined => own(names, foldWord(name))

const names: Readonly<Record<string, FieldName>> = {
  from: 'from',
  author: 'from',
  de: 'from',
  autor: 'from',
  autora: 'from',
  to: 'to',
  para: 'to',
  lang: 'lang',
  language: 'lang',
  idioma: 'lang',
  lengua: 'lang',
  lenguaje: 'lang',
  network: 'network',
  red: 'network',
  channel: 'channel',
  window: 'channel',
  canal: 'channel',
  ventana: 'channel',
  intent: 'intent',
  intencion: 'intent',
  sentiment: 'sentiment',
  sentimiento: 'sentiment',
  animo: 'sentiment',
  urgency: 'urgency',
  urgencia: 'urgency',
  abuse: 'abuse',
  abuso: 'abuse',
  topic: 'topic',
  tema: 'topic',
  is: 'is',
  es: 'is',
  has: 'has',
  tiene: 'has',
  site: 'site',
  sitio: 'site',
  domain: 'site',
  dominio: 'site',
  url: 'url',
  link: 'url',
  links: 'url',
  enlace: 'url',
  followers: 'followers',
  seguidores: 'followers',
}

/** Every name, to find the one that was meant. */
export const fieldNames: readonly string[] = Object.keys(names)

/** The values of a field that has a list of them. `choices` says them in the reader's language. */
export interface Values {
  all: readonly string[]
  choices: Words
  /** What else they are called, folded. */
  also: Readonly<Record<string, string>>
}

/** Undefined for a field that takes anything. */
export const valuesOf = (field: FieldName): Values | undefined => values[field]

const values: Partial<Record<FieldName, Values>> = {
  intent: {
    all: intents,
    choices: words('query.choices.intent'),
    also: {
      queja: 'complaint',
      quejas: 'complaint',
      reclamo: 'complaint',
      reclamacion: 'complaint',
      complaints: 'complaint',
      pregunta: 'question',
      preguntas: 'question',
      duda: 'question',
      consulta: 'question',
      questions: 'question',
      sugerencia: 'suggestion',
      sugerencias: 'suggestion',
      idea: 'suggestion',
      elogio: 'praise',
      elogios: 'praise',
      gracias: 'thanks',
      agradecimiento: 'thanks',
      compra: 'purchase',
      compras: 'purchase',
      otro: 'other',
      otra: 'other',
    },
  },
  sentiment: {
    all: sentiments,
    choices: words('query.choices.sentiment'),
    also: {
      negativo: 'negative',
      negativa: 'negative',
      malo: 'negative',
      neutro: 'neutral',
      neutra: 'neutral',
      positivo: 'positive',
      positiva: 'positive',
      bueno: 'positive',
    },
  },
  urgency: {
    all: urgencies.map(String),
    choices: words('query.choices.urgency'),
    also: {
      espera: '0',
      wait: '0',
      normal: '1',
      hoy: '2',
      today: '2',
      ya: '3',
      ahora: '3',
      now: '3',
      urgente: '3',
      urgent: '3',
    },
  },
  abuse: {
    all: abuses,
    choices: words('query.choices.abuse'),
    also: {
      nada: 'none',
      ninguno: 'none',
      groseria: 'profanity',
      vulgaridad: 'profanity',
      insulto: 'insult',
      odio: 'hate',
      amenaza: 'threat',
    },
  },
  is: {
    all: ['reply', 'original', 'mine'],
    choices: words('query.choices.is'),
    also: { respuesta: 'reply', mio: 'mine', mia: 'mine', nuestro: 'mine', nuestra: 'mine', ours: 'mine' },
  },
  has: {
    all: ['link', 'image', 'video'],
    choices: words('query.choices.has'),
    also: {
      enlace: 'link',
      enlaces: 'link',
      links: 'link',
      imagen: 'image',
      imagenes: 'image',
      images: 'image',
      foto: 'image',
      fotos: 'image',
      photo: 'image',
      photos: 'image',
      picture: 'image',
      videos: 'video',
    },
  },
}

/** What languages are called by those who do not know their codes, folded. */
export const languagesNamed: Readonly<Record<string, string>> = {
  espanol: 'es',
  castellano: 'es',
  spanish: 'es',
  ingles: 'en',
  english: 'en',
  portugues: 'pt',
  portuguese: 'pt',
  frances: 'fr',
  french: 'fr',
  italiano: 'it',
  italian: 'it',
  aleman: 'de',
  german: 'de',
  catalan: 'ca',
  gallego: 'gl',
  galician: 'gl',
  euskera: 'eu',
  vasco: 'eu',
  basque: 'eu',
}
