import type { T } from '../../../core/i18n/translator.ts'
import { shownAt } from '../../../lib/wall-clock.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Field } from '../../../ui/components/field.tsx'
import { Icon } from '../../../ui/icons.tsx'
import type { DraftPromises, InDraft } from '../in-draft.ts'
import type { Promised } from '../promise.ts'

export const draftedPath = (conversationId: string): string => `/conversations/${conversationId}/promises/drafted`

interface Props {
  t: T
  conversationId: string
  promises: DraftPromises
}

/** Beside the text: what it promises, each with a date and one click to keep it; and what is kept of it already. */
export const PromisesInDraft = ({ t, conversationId, promises: { found, byHand } }: Props) => {
  if (found.length + byHand.length === 0) return null
  const path = draftedPath(conversationId)
  return (
    <ul class="coach__list coach__promises" aria-label={t('promises.in-draft')}>
      {found.map((one, at) =>
        one.kept ? <Kept t={t} path={path} promise={one.kept} /> : <Found t={t} path={path} at={at} one={one} />,
      )}
      {byHand.map((promise) => (
        <Kept t={t} path={path} promise={promise} />
      ))}
    </ul>
  )
}

const Found = ({ t, path, at, one }: { t: T; path: string; at: number; one: InDraft }) => (
  <li class="coach__promise">
    <p class="coach__text">
      <Icon name="hand" size="small" />
      <span>
        <q class="coach__quote">{shortened(one.quote)}</q>{' '}
        <b>{one.due ? t('promises.found', { at: shortly(t, one.due) }) : t('promises.found-no-date')}</b>
        {one.isDayOff && <span class="soft"> {t('promises.day-off')}</span>}
      </span>
    </p>
    <div class="coach__keep">
      <Field
        type="datetime-local"
        name={`promise_due_${at}`}
        id={`promise-due-${at}`}
        label={t('promises.due-field')}
        quiet
        value={one.due ? shownAt(one.due, t.timeZone) : ''}
      />
      <Button
        small
        icon="check"
        name="promise"
        value={`keep:${at}`}
        formaction={path}
        formnovalidate
        data-promise={`promise-due-${at}`}
        data-quote-kept={one.quote}
      >
        {t('promises.keep-it')}
      </Button>
    </div>
  </li>
)

const Kept = ({ t, path, promise }: { t: T; path: string; promise: Promised }) => (
  <li class="coach__promise">
    <p class="coach__text">
      <Icon name="check" size="small" />
      <span>
        <q class="coach__quote">{shortened(promise.what)}</q>{' '}
        {t('promises.kept-in-draft', { at: shortly(t, promise.dueAt) })}
      </span>
    </p>
    <Button
      small
      variant="plain"
      icon="x"
      label={t('promises.drop')}
      name="promise"
      value={`drop:${promise.id}`}
      formaction={path}
      formnovalidate
      data-promise=""
    />
  </li>
)

const shortly = (t: T, at: Date): string => `${t.date(at)}, ${t.hour(at)}`

const most = 120
const shortened = (text: string): string => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text)

/** Without the coach: words and a date, kept with what is being written. */
export const PromiseByHand = ({ t, conversationId }: { t: T; conversationId: string }) => (
  <>
    <Button
      type="button"
      icon="hand"
      class="composer__tool"
      title={t('promises.by-hand')}
      popovertarget="promise-by-hand"
      data-command={t('promises.by-hand')}
    >
      {t('promises.by-hand')}
    </Button>
    <div id="promise-by-hand" class="menu" popover="auto">
      <div class="menu__form">
        <Field
          name="promise_what"
          label={t('promises.what-field')}
          id="promise-what"
          maxlength={500}
          autocomplete="off"
        />
        <Field name="promise_by" type="datetime-local" label={t('promises.due-field')} id="promise-by" />
        <p class="field__help">{t('promises.by-hand-help')}</p>
        <Button
          small
          name="promise"
          value="hand"
          formaction={draftedPath(conversationId)}
          formnovalidate
          data-promise="promise-by"
        >
          {t('promises.keep-it')}
        </Button>
      </div>
    </div>
  </>
)

/** What is kept by hand, before anything was read. */
export const KeptByHand = ({
  t,
  conversationId,
  drafted,
}: Omit<Props, 'promises'> & { drafted: readonly Promised[] }) => (
  <PromisesInDraft t={t} conversationId={conversationId} promises={{ found: [], byHand: drafted }} />
)

/** To who hears the page. */
export const heard = (t: T, promises: DraftPromises | undefined): string[] =>
  (promises?.found ?? [])
    .filter(({ kept }) => !kept)
    .map(({ due }) => t(due ? 'promises.heard' : 'promises.heard-no-date'))
