import type { Child } from 'hono/jsx'
import type { Viewer } from '../../core/web.ts'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Tabs } from '../../ui/components/tabs.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import { houseTabs, type HousePage as Page } from '../house.ts'

export interface HouseProps {
  shell: Shell
  viewer: Viewer
  /** Pages that rooms above have added. */
  more: readonly Page[]
}

/** A page about the house itself, under the tabs of all of them. */
export const HousePage = (props: HouseProps & { path: string; title: string; intro?: string; children?: Child }) => {
  const { shell, viewer, more, path, title, intro, children } = props
  const { t } = shell
  const tabs = houseTabs(t, viewer, path, more)
  return (
    <Desk {...shell} title={title} current="house">
      <PaneHead t={t} title={title} {...(intro ? { subtitle: intro } : {})}>
        {tabs.groups.length > 1 && <Tabs label={t('access.house-groups')} tabs={tabs.groups} />}
        {tabs.pages.length > 1 && <Tabs label={t('access.house-pages')} tabs={tabs.pages} inner />}
      </PaneHead>
      <PaneBody page>{children}</PaneBody>
    </Desk>
  )
}
