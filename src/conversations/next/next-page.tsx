import type { Connectors } from '../../connectors/index.ts'
import type { Viewer } from '../../core/web.ts'
import { Button } from '../../ui/components/button.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import type { Listed } from '../listed.ts'
import { addressOf } from '../place.ts'
import { InboxList } from '../views/inbox-list.tsx'

export interface NextPageProps {
  shell: Shell
  viewer: Viewer
  connectors: Connectors
  listed: Listed
  /** Something waits still, but they passed it. */
  hasPassed: boolean
}

/** Nothing is next: there is nothing left, or only what was passed. */
export const NextPage = ({ shell, viewer, connectors, listed, hasPassed }: NextPageProps) => {
  const { t } = shell
  const title = t('conversations.next')
  const again = (
    <Button variant="primary" icon="rotate-ccw" href="/conversations/next?again=1">
      {t('conversations.next-again')}
    </Button>
  )
  return (
    <Desk
      {...shell}
      title={title}
      current="inbox"
      pane="main"
      head={<meta name="turbo-prefetch" content="false" />}
      listLabel={t('conversations.list')}
      list={<InboxList t={t} connectors={connectors} listed={listed} viewer={viewer} isBeside />}
    >
      <PaneHead t={t} title={title} back={addressOf(listed.place)} />
      <PaneBody>
        <Empty
          title={t(hasPassed ? 'conversations.next-passed' : 'conversations.next-none')}
          icon="smile"
          {...(hasPassed ? { action: again } : {})}
        >
          {t(hasPassed ? 'conversations.next-passed-help' : 'conversations.next-none-help')}
        </Empty>
      </PaneBody>
    </Desk>
  )
}
