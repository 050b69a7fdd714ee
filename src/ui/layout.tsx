import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { T } from '../core/i18n/translator.ts'
import { assetUrl } from './assets.ts'
import { type Flash, Toasts } from './components/toast.tsx'
import { SampleBand } from './sample-band.tsx'
import type { Viewer } from './viewer.ts'

export interface LayoutProps {
  t: T
  title: string
  viewer?: Viewer | undefined
  flash?: Flash | undefined
  children?: Child
  /** `desk`: everything immediate. `quiet`: a few hundred bytes (times, copying). `none`: not needed. */
  script?: 'desk' | 'quiet' | 'none'
  /** Further elements of the head. */
  head?: Child
  bodyClass?: string
}

/** The document around every page. */
export const Layout = (props: LayoutProps) => {
  const { t, title, viewer, flash, children, script = 'quiet', head, bodyClass } = props
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html
        lang={t.language}
        data-time-zone={t.timeZone}
        data-density={viewer?.density ?? 'roomy'}
        {...(viewer && viewer.scheme !== 'system' ? { 'data-scheme': viewer.scheme } : {})}
        data-now={new Date().toISOString()}
      >
        <Head t={t} title={title} script={script} more={head} />
        <body class={bodyClass ?? ''}>
          <a class="skip" href="#main">
            {t('ui.skip')}
          </a>
          <SampleBand t={t} />
          {children}
          <Toasts t={t} flash={flash} />
          <p class="visually-hidden" id="announcer" aria-live="polite" />
        </body>
      </html>
    </>
  )
}

const fonts = ['source-sans-3-latin.woff2', 'fraunces-latin.woff2']

interface HeadProps {
  t: T
  title: string
  script: 'desk' | 'quiet' | 'none'
  more: Child
}

const Head = ({ t, title, script, more }: HeadProps) => (
  <head>
    <meta charset="utf-8" />
    <title>{title === 'Tertulia' ? title : `${title} · Tertulia`}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="description" content={t('ui.about')} />
    <meta name="color-scheme" content="light dark" />
    {/* To point at a conversation is not to have read it, and an old picture of one is worse than a moment's wait. */}
    <meta name="turbo-prefetch" content="false" />
    <meta name="turbo-cache-control" content="no-preview" />
    <meta name="turbo-refresh-method" content="morph" />
    <meta name="turbo-refresh-scroll" content="preserve" />
    {fonts.map((font) => (
      <link rel="preload" as="font" type="font/woff2" href={assetUrl(font)} crossorigin="anonymous" />
    ))}
    <link rel="stylesheet" href={assetUrl('app.css')} data-turbo-track="reload" />
    <link rel="icon" type="image/svg+xml" href={assetUrl('favicon.svg')} />
    {script !== 'none' && <script type="module" src={assetUrl(`${script}.js`)} data-turbo-track="reload" />}
    {more}
  </head>
)
