import type { Child } from 'hono/jsx'
import type { T } from '../../core/i18n/translator.ts'
import type { Viewer } from '../../core/web.ts'
import { Button } from '../../ui/components/button.tsx'
import { Deed } from '../../ui/components/form.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Tabs } from '../../ui/components/tabs.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import type { SavedQuery } from '../saved-query.ts'

export type QueryView = 'mentions' | 'figures' | 'text'

export interface QueryFrameProps {
  shell: Shell
  viewer: Viewer
  query: SavedQuery
  view: QueryView
  children?: Child
}

/** What stands around every page about one query: its name, what can be done with it, its views. */
export const QueryFrame = ({ shell, viewer, query, view, children }: QueryFrameProps) => {
  const { t } = shell
  const path = `/listening/queries/${query.id}`
  const tab = (name: QueryView, end: string) => ({
    href: `${path}${end}`,
    label: t(`listening.view-${name}`),
    current: name === view,
  })
  return (
    <Desk {...shell} title={query.name} current="listening">
      <PaneHead
        t={t}
        title={query.name}
        back="/listening"
        {...(query.group ? { subtitle: query.group.name } : {})}
        {...(viewer.can.has('listen') ? { actions: <Deeds t={t} query={query} /> } : {})}
      >
        <Tabs
          label={t('listening.views')}
          tabs={[tab('mentions', ''), tab('figures', '/figures'), tab('text', '/text')]}
        />
      </PaneHead>
      <PaneBody page>
        <Standing t={t} viewer={viewer} query={query} />
        {children}
      </PaneBody>
    </Desk>
  )
}

const Deeds = ({ t, query }: { t: T; query: SavedQuery }) => {
  const path = `/listening/queries/${query.id}`
  if (query.removedAt) return null
  return (
    <>
      <Button icon="sliders-horizontal" href={`${path}/edit`}>
        {t('listening.edit')}
      </Button>
      {query.pausedAt ? null : (
        <Deed action={`${path}/pause`} method="put">
          <Button icon="pause" class="button--spare">
            {t('listening.pause')}
          </Button>
        </Deed>
      )}
      <Deed action={`${path}/removal`} method="put">
        <Button icon="trash-2" class="button--spare">
          {t('listening.remove')}
        </Button>
      </Deed>
    </>
  )
}

/** That it does not watch now, and how it would again. */
const Standing = ({ t, viewer, query }: { t: T; viewer: Viewer; query: SavedQuery }) => {
  const path = `/listening/queries/${query.id}`
  const may = viewer.can.has('listen')
  if (query.removedAt)
    return (
      <Notice
        tone="careful"
        title={t('listening.is-removed')}
        {...(may
          ? {
              action: (
                <Deed action={`${path}/removal`} method="delete">
                  <Button icon="undo-2">{t('listening.bring-back')}</Button>
                </Deed>
              ),
            }
          : {})}
      >
        {t('listening.is-removed-help')}
      </Notice>
    )
  if (!query.pausedAt) return null
  return (
    <Notice
      tone="careful"
      title={t('listening.is-paused')}
      {...(may
        ? {
            action: (
              <Deed action={`${path}/pause`} method="delete">
                <Button icon="play">{t('listening.resume')}</Button>
              </Deed>
            ),
          }
        : {})}
    >
      {t('listening.is-paused-help')}
    </Notice>
  )
}
