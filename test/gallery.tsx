import type { Child } from 'hono/jsx'
import { DeskPage } from './gallery-desk.tsx'
import { EmptyPage, SettingsPage, SignInPage } from './gallery-pages.tsx'
import type { Showing } from './gallery-shell.ts'

/** Every component, drawn with the words of a day at Café Alameda; what people said stays as they said it. */
export const gallery: Record<string, (showing: Showing) => Child> = {
  desk: (showing) => <DeskPage {...showing} />,
  list: (showing) => <DeskPage {...showing} pane="list" />,
  settings: (showing) => <SettingsPage {...showing} />,
  quiet: (showing) => <SignInPage {...showing} />,
  empty: (showing) => <EmptyPage {...showing} />,
}
