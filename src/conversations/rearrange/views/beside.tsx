import type { Child } from 'hono/jsx'
import { PaneBody, PaneHead } from '../../../ui/components/pane.tsx'
import { Desk } from '../../../ui/desk.tsx'
import { InboxList } from '../../views/inbox-list.tsx'
import type { Around } from './around.ts'

interface BesideProps extends Around {
  title: string
  subtitle?: string
  /** The conversation that this is about. */
  id: string
  back?: string
  children?: Child
}

/** A page beside the list, about one conversation. */
export const Beside = (props: BesideProps) => {
  const { shell, viewer, connectors, listed, title, subtitle, id, back = `/conversations/${id}`, children } = props
  const { t } = shell
  return (
    <Desk
      {...shell}
      title={title}
      current="inbox"
      pane="main"
      head={<meta name="turbo-prefetch" content="false" />}
      listLabel={t('conversations.list')}
      list={<InboxList t={t} connectors={connectors} listed={listed} currentId={id} viewer={viewer} isBeside />}
    >
      <PaneHead t={t} title={title} back={back} {...(subtitle ? { subtitle } : {})} />
      <PaneBody page>{children}</PaneBody>
    </Desk>
  )
}
