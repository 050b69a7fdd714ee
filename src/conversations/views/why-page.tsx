import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import { Said } from './said.tsx'
import type { NetworkName } from './where.tsx'
import { Why, type WhyProps } from './why.tsx'

/** Why one message is read as it is, on a page of its own: for whoever has no script, and for links. */
export const WhyPage = ({ shell, network, ...why }: WhyProps & { shell: Shell; network: NetworkName }) => {
  const { t, message } = why
  const back = `/conversations/${message.conversationId}#message-${message.id}`
  const setting = {
    t,
    conversationId: message.conversationId,
    network,
    mayReply: false,
    canAnswer: false,
    moderations: [],
  }
  return (
    <Desk {...shell} title={t('conversations.reading-why')} current="inbox">
      <PaneHead
        t={t}
        title={t('conversations.reading-why')}
        subtitle={<a href={back}>{t('conversations.to-conversation')}</a>}
        back={back}
      />
      <PaneBody page>
        <div class="talk">
          <Said setting={setting} message={message} depth={0} answers={null} isRead={false} />
          <Why {...why} />
        </div>
      </PaneBody>
    </Desk>
  )
}
