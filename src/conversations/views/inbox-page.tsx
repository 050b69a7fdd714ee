import type { Child } from 'hono/jsx'
import type { Connectors } from '../../connectors/index.ts'
import type { Viewer } from '../../core/web.ts'
import { Empty } from '../../ui/components/empty.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import type { Listed } from '../listed.ts'
import { InboxList } from './inbox-list.tsx'

export interface InboxPageProps {
  shell: Shell
  viewer: Viewer
  connectors: Connectors
  listed: Listed
  bulkMore: Child[]
}

/** The desk with no conversation open yet. */
export const InboxPage = ({ shell, viewer, connectors, listed, bulkMore }: InboxPageProps) => {
  const { t } = shell
  return (
    <Desk
      {...shell}
      title={t('conversations.inbox')}
      current="inbox"
      pane="list"
      head={<meta name="turbo-prefetch" content="false" />}
      listLabel={t('conversations.list')}
      list={<InboxList {...{ t, connectors, listed, viewer, bulkMore }} isBeside={false} />}
    >
      {listed.rows.length > 0 && (
        <Empty title={t('conversations.choose')} icon="messages-square">
          {t('conversations.choose-help')}
        </Empty>
      )}
    </Desk>
  )
}
