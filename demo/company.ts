import type { Language } from './texts.ts'

/** A coffee roaster of our own invention: three shops, an online store, a blog, and the people who work there. */
export const company = {
  name: 'Faro de Enero',
  timeZone: 'Europe/Madrid',
  language: 'es',
} as const

/** The places where its customers talk, each drawn as its network. */
export interface Place {
  key: WindowKey
  network: 'mastodon' | 'bluesky' | 'wordpress' | 'feed' | 'api'
  externalId: string
  name: string
  handle?: string
  url?: string
  /** How many of a hundred conversations begin there. */
  share: number
}

export type WindowKey = 'mastodon' | 'bluesky' | 'blog' | 'chat' | 'counter' | 'press' | 'podcast'

export const places: readonly Place[] = [
  {
    key: 'mastodon',
    network: 'mastodon',
    externalId: 'https://marea.example/users/faro',
    name: 'Faro de Enero',
    handle: '@faro@marea.example',
    url: 'https://marea.example/@faro',
    share: 27,
  },
  {
    key: 'bluesky',
    network: 'bluesky',
    externalId: 'did:plc:farodeenero',
    name: 'Faro de Enero',
    handle: '@farodeenero.example',
    url: 'https://cielo.example/profile/farodeenero.example',
    share: 25,
  },
  {
    key: 'blog',
    network: 'wordpress',
    externalId: 'https://blog.farodeenero.example',
    name: 'El cuaderno del Faro',
    url: 'https://blog.farodeenero.example',
    share: 12,
  },
  { key: 'chat', network: 'api', externalId: 'farodeenero-chat', name: 'Tienda en línea', share: 19 },
  { key: 'counter', network: 'api', externalId: 'farodeenero-counter', name: 'Mostrador y teléfono', share: 11 },
  {
    key: 'press',
    network: 'feed',
    externalId: 'https://lapleamar.example/gastronomia/feed.xml',
    name: 'La Pleamar, gastronomía',
    url: 'https://lapleamar.example/gastronomia',
    share: 3,
  },
  {
    key: 'podcast',
    network: 'feed',
    externalId: 'https://molinoabierto.example/feed.xml',
    name: 'Molino abierto (pódcast)',
    url: 'https://molinoabierto.example',
    share: 3,
  },
]

/** Who works there. The first is whoever looks at the sample: nobody acts in their name. */
export interface Colleague {
  key: string
  name: string
  role: 'owner' | 'manager' | 'agent' | 'observer'
  language: Language
  /** What they answer in. */
  speaks: readonly Language[]
  /** How much of the answering is theirs. */
  share: number
  team: string
}

export const visitorKey = 'you'

export const colleagues: readonly Colleague[] = [
  { key: 'you', name: 'Alma Rey', role: 'owner', language: 'es', speaks: ['es', 'en'], share: 0, team: 'Atención' },
  {
    key: 'carmen',
    name: 'Carmen Ibarra',
    role: 'manager',
    language: 'es',
    speaks: ['es', 'en'],
    share: 8,
    team: 'Atención',
  },
  { key: 'marta', name: 'Marta Solís', role: 'agent', language: 'es', speaks: ['es'], share: 34, team: 'Atención' },
  {
    key: 'yusuf',
    name: 'Yusuf Haddad',
    role: 'agent',
    language: 'es',
    speaks: ['es', 'en'],
    share: 24,
    team: 'Pedidos',
  },
  { key: 'leo', name: 'Leo Ferrán', role: 'agent', language: 'en', speaks: ['en', 'es'], share: 26, team: 'Pedidos' },
  {
    key: 'ines',
    name: 'Inés Prado',
    role: 'agent',
    language: 'es',
    speaks: ['es', 'en'],
    share: 10,
    team: 'Tostadero',
  },
  { key: 'olmo', name: 'Olmo Vidal', role: 'agent', language: 'es', speaks: ['es'], share: 8, team: 'Tiendas' },
  { key: 'vera', name: 'Vera Quintana', role: 'observer', language: 'es', speaks: [], share: 0, team: 'Atención' },
]

export const teams = ['Atención', 'Pedidos', 'Tostadero', 'Tiendas'] as const

/** What everybody there has a word for, by language. */
export const things: Record<Language, Record<string, readonly string[]>> = {
  es: {
    coffee: [
      'Madrugada',
      'Brisa',
      'Marejada',
      'Sobremesa',
      'Etiopía Sidamo',
      'Huila',
      'Cerro Azul',
      'Yirga',
      'Tormenta',
    ],
    shop: ['Olivo', 'Puerto', 'Estación'],
    day: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
    hour: ['8', '9', '9 y media', '10', '11', '12', '4 y media', '5', '6', '7', '7 y media'],
    drink: ['un cortado', 'un café con leche', 'un americano', 'un capuchino', 'un solo', 'un filtro', 'un bombón'],
    note: ['jazmín', 'ciruela', 'cacao', 'naranja', 'nuez', 'panela', 'frambuesa', 'té negro', 'mandarina', 'avellana'],
    gear: ['el molinillo Tosca', 'el hervidor Grulla', 'el termo Duna', 'el goteador Nido', 'el molinillo Pinto'],
    street: ['del Olmo', 'de la Ribera', 'Mayor', 'del Horno', 'de las Lonjas', 'San Telmo', 'del Pozo'],
  },
  en: {
    coffee: ['Madrugada', 'Brisa', 'Marejada', 'Sobremesa', 'Sidamo', 'Huila', 'Cerro Azul', 'Yirga', 'Tormenta'],
    shop: ['Olivo', 'Puerto', 'Estación'],
    day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    hour: ['8', '9', 'half nine', '10', '11', 'noon', '4', '5', 'half six', '7'],
    drink: ['a cortado', 'a flat white', 'an americano', 'a cappuccino', 'an espresso', 'a filter', 'a latte'],
    note: ['jasmine', 'plum', 'cocoa', 'orange', 'walnut', 'cane sugar', 'raspberry', 'black tea', 'tangerine'],
    gear: ['the Tosca grinder', 'the Grulla kettle', 'the Duna flask', 'the Nido dripper', 'the Pinto hand grinder'],
    street: ['Elm Lane', 'Quay Street', 'Mill Road', 'Harbour Row', 'Saint Telmo Street', 'Orchard Close'],
  },
}
