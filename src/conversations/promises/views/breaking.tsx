import type { T } from '../../../core/i18n/translator.ts'
import type { Promised } from '../promise.ts'

/** Above the text: what they were promised and is not so, for whoever tells them. The words are theirs to find. */
export const Breaking = ({ t, promise }: { t: T; promise: Promised | undefined }) =>
  promise && (
    <p class="promise-broken" role="note">
      {t('promises.breaking', { name: promise.to.name, at: t.date(promise.dueAt) })}{' '}
      <q dir="auto">{promise.quote ?? promise.what}</q>. {t('promises.breaking-help')}{' '}
      <a href={`/promises/${promise.id}`}>{t('promises.break-now')}</a>
    </p>
  )
