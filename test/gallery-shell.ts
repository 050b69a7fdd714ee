import { createTranslator } from '../src/core/i18n/translator.ts'
import type { DeskProps } from '../src/ui/desk.tsx'
import type { Viewer } from '../src/ui/viewer.ts'
import { words } from '../src/ui/words.ts'

/** How a page of the gallery is to be shown. */
export interface Showing {
  language: 'en' | 'es'
  scheme: Viewer['scheme']
  density?: Viewer['density']
  /** How far the page has what is live. */
  after?: string
  /** What was written so far. */
  draft?: string | undefined
  /** Whether something was just done. */
  flash?: boolean
}

const names = {
  en: { 'g.inbox': 'Inbox', 'g.people': 'People', 'g.windows': 'Windows', 'g.settings': 'Settings' },
  es: { 'g.inbox': 'Bandeja', 'g.people': 'Personas', 'g.windows': 'Ventanas', 'g.settings': 'Ajustes' },
}
const translator = createTranslator([words, names])

/** What is the same on every page of the gallery. */
export function shell({ language, scheme, density = 'roomy' }: Showing) {
  const t = translator.for(language, 'America/Mexico_City')
  const viewer: Viewer = {
    id: 'marta',
    name: 'Marta Ríos',
    language,
    timeZone: t.timeZone,
    scheme,
    density,
  }
  const nav: DeskProps['nav'] = [
    { id: 'inbox', href: '/desk', label: 'g.inbox', icon: 'inbox', count: 7, needsUs: true, key: 'i' },
    { id: 'people', href: '/list', label: 'g.people', icon: 'users', key: 'p' },
    { id: 'windows', href: '/empty', label: 'g.windows', icon: 'radar', count: 312, key: 'w' },
    { id: 'settings', href: '/settings', label: 'g.settings', icon: 'sliders-horizontal', house: true, key: 's' },
  ]
  const menu: DeskProps['menu'] = [
    { label: language === 'es' ? 'Mis ajustes' : 'My settings', icon: 'user', href: '/settings' },
    { label: language === 'es' ? 'Salir' : 'Sign out', icon: 'log-out', action: '/session', method: 'delete' },
  ]
  return {
    t,
    viewer,
    nav,
    menu,
    status: 'Agente',
    commands: [{ label: 'g.settings', href: '/settings', icon: 'settings' as const }],
  }
}
