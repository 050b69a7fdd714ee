import type { T } from '../../../core/i18n/translator.ts'
import type { Viewer } from '../../../core/web.ts'
import { Empty } from '../../../ui/components/empty.tsx'
import { Pager } from '../../../ui/components/pager.tsx'
import { PaneBody, PaneHead } from '../../../ui/components/pane.tsx'
import { Tabs } from '../../../ui/components/tabs.tsx'
import { Desk, type Shell } from '../../../ui/desk.tsx'
import { type Whose, whoseViews } from '../list.ts'
import type { Promised } from '../promise.ts'
import { promisesId } from '../rail.ts'
import { type PromiseState, promiseEnds } from '../tables.ts'
import { PromiseItem } from './item.tsx'

export interface PromisesPageProps {
  shell: Shell
  viewer: Viewer
  whose: Whose
  state: PromiseState
  promises: readonly Promised[]
  /** Where the next page begins. */
  after: string | undefined
  share: { kept: number; of: number }
}

/** What we said we would do: open until it is kept or openly broken. */
export const PromisesPage = (props: PromisesPageProps) => {
  const { shell, viewer, whose, state, promises, after } = props
  const { t } = shell
  const here = address(whose, state)
  return (
    <Desk {...shell} title={t('promises.title')} current={promisesId(viewer.id)}>
      <PaneHead t={t} title={t('promises.title')} subtitle={shareOf(t, props.share)}>
        <Tabs
          label={t('promises.whose')}
          tabs={whoseViews.map((one) => ({
            href: address(one, state),
            label: t(`promises.whose-${one}`),
            current: one === whose,
          }))}
        />
        <Tabs
          label={t('promises.which')}
          tabs={(['open', ...promiseEnds] as const).map((one) => ({
            href: address(whose, one),
            label: t(`promises.state-${one}`),
            current: one === state,
          }))}
        />
      </PaneHead>
      <PaneBody page>
        <section class="promises" aria-label={t(`promises.state-${state}`)}>
          <ul class="promises__list" data-promises={nameOf(props)}>
            {promises.map((promise) => (
              <PromiseItem t={t} promise={promise} mayChange={viewer.can.has('reply')} isApart back={here} />
            ))}
          </ul>
          {promises.length === 0 && (
            <div class="promises__none">
              <Empty title={t(`promises.none-${state === 'open' ? 'open' : 'ended'}`)}>{t('promises.none-help')}</Empty>
            </div>
          )}
        </section>
        <Pager t={t} older={after && `${here}&after=${after}`} />
      </PaneBody>
    </Desk>
  )
}

/** What live changes call it: what is new belongs on a list that has all there is. */
const nameOf = ({ whose, state, after, viewer }: PromisesPageProps): string =>
  [state, ...(after ? [] : [`${state}-${whose === 'mine' ? viewer.id : whose}`])].join(' ')

const address = (whose: Whose, state: PromiseState): string => `/promises?whose=${whose}&state=${state}`

function shareOf(t: T, { kept, of }: { kept: number; of: number }): string {
  if (of === 0) return t('promises.share-none')
  const share = new Intl.NumberFormat(t.language, { style: 'percent' }).format(kept / of)
  return t('promises.share', { share, count: of })
}
