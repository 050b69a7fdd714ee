import type { Child } from 'hono/jsx'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Deed, Form } from '../../../ui/components/form.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Mark } from '../../../ui/mark.tsx'
import { surveyPath } from '../link.ts'
import { type Asked, changeDays, longestWords } from '../mark.ts'
import { faces, marks } from '../marks.ts'

interface FrameProps {
  t: T
  organisation: string
  title: string
  /** The same page in the other language. */
  other?: string | undefined
  children?: Child
}

/** Nothing here asks who looks, remembers them, or comes from elsewhere; and no search engine keeps it. */
const Frame = ({ t, organisation, title, other, children }: FrameProps) => (
  <Layout
    t={t}
    title={title}
    script="none"
    bodyClass="quiet"
    head={
      <>
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="same-origin" />
      </>
    }
  >
    <div class="quiet__column">
      <header class="quiet__head">
        <p class="quiet__home">
          <Mark />
          <span class="quiet__name">{organisation}</span>
        </p>
        {other && (
          <a href={other} hreflang={t.language === 'es' ? 'en' : 'es'} lang={t.language === 'es' ? 'en' : 'es'}>
            {t('asked.other-language')}
          </a>
        )}
      </header>
      <main class="quiet__main" id="main" tabindex={-1}>
        {children}
      </main>
    </div>
  </Layout>
)

export interface AskedPageProps {
  t: T
  organisation: string
  secret: string
  asked: Asked
  isRefused: boolean
  /** They pressed none of the faces. */
  isWrong?: boolean
}

/** The question, a face for each answer, and room for a few words. */
export const AskedPage = ({ t, organisation, secret, asked, isRefused, isWrong }: AskedPageProps) => {
  const inLanguage = `?in=${t.language}`
  const other = `${surveyPath(secret)}?in=${t.language === 'es' ? 'en' : 'es'}`
  return (
    <Frame t={t} organisation={organisation} title={t('asked.title')} other={other}>
      <h1 {...(asked.language === t.language ? {} : { lang: asked.language })}>
        {asked.question.replace(/:$/, '') || t('asked.title')}
      </h1>
      {isWrong && <Notice tone="error">{t('asked.choose')}</Notice>}
      {asked.mark !== null && <Thanks t={t} asked={asked} mark={asked.mark} />}
      <Form action={`${surveyPath(secret)}${inLanguage}`}>
        <fieldset class="faces">
          <legend class="visually-hidden">{t('asked.faces')}</legend>
          {marks.map((mark) => (
            <button
              class="faces__one"
              type="submit"
              name="mark"
              value={String(mark)}
              aria-pressed={pressed(asked, mark)}
            >
              <Icon name={faces[mark] ?? 'meh'} size="large" />
              <span>{t(`survey.mark-${mark}`)}</span>
            </button>
          ))}
        </fieldset>
        <Why t={t} organisation={organisation} asked={asked} />
      </Form>
      <NoMore t={t} secret={secret} isRefused={isRefused} inLanguage={inLanguage} />
    </Frame>
  )
}

const pressed = (asked: Asked, mark: number): 'true' | 'false' => (asked.mark === mark ? 'true' : 'false')

const Thanks = ({ t, asked, mark }: { t: T; asked: Asked; mark: number }) => {
  const until = new Date((asked.markedAt?.getTime() ?? 0) + changeDays * 86_400_000)
  return (
    <Notice tone="good" title={t('asked.thanks')}>
      {t('asked.you-said', { mark: t(`survey.mark-${mark}`) })} {t('asked.change', { day: t.date(until) })}
    </Notice>
  )
}

/** What they wrote is not shown again: whoever else has the link would read it. */
const Why = ({ t, organisation, asked }: { t: T; organisation: string; asked: Asked }) => (
  <>
    <div class="field">
      <label class="field__label" for="words">
        {t(asked.mark === null ? 'asked.why' : 'asked.why-more')}
      </label>
      <textarea
        class="field__input"
        id="words"
        name="words"
        rows={3}
        maxlength={longestWords}
        aria-describedby="words-help"
      />
      <p class="field__help" id="words-help">
        {asked.words === null ? t('asked.why-private', { organisation }) : t('asked.why-kept')}
        {asked.isPublic && ` ${t('asked.link-open')}`}
      </p>
    </div>
    {asked.mark !== null && (
      <Button variant="primary" name="mark" value={String(asked.mark)}>
        {t('asked.send-words')}
      </Button>
    )}
  </>
)

interface NoMoreProps {
  t: T
  secret: string
  isRefused: boolean
  inLanguage: string
}

const NoMore = ({ t, secret, isRefused, inLanguage }: NoMoreProps) => {
  const action = `${surveyPath(secret)}/refusal${inLanguage}`
  return isRefused ? (
    <Notice
      action={
        <Deed action={action} method="delete">
          <Button small>{t('asked.ask-again')}</Button>
        </Deed>
      }
    >
      {t('asked.no-more-done')}
    </Notice>
  ) : (
    <Deed action={action}>
      <Button small variant="plain">
        {t('asked.no-more')}
      </Button>
    </Deed>
  )
}

/** Links that lead nowhere, or no further. */
export const ClosedPage = (props: { t: T; organisation: string; why: 'over' | 'unknown' | 'slow' }) => {
  const { t, organisation, why } = props
  const title = t(why === 'slow' ? 'asked.title' : `asked.${why}-title`)
  return (
    <Frame t={t} organisation={organisation} title={title}>
      <h1>{title}</h1>
      <p>{t(`asked.${why}`, { organisation })}</p>
    </Frame>
  )
}
