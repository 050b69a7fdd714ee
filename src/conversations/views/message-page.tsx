import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import type { Message } from '../message.ts'
import { Said } from './said.tsx'
import type { NetworkName } from './where.tsx'

/** One message, whole, with the way to its conversation. */
export const MessagePage = (props: { shell: Shell; message: Message; network: NetworkName }) => {
  const { shell, message, network } = props
  const { t } = shell
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
    <Desk {...shell} title={message.speaker.name} current="inbox">
      <PaneHead
        t={t}
        title={message.speaker.name}
        subtitle={<a href={back}>{t('conversations.to-conversation')}</a>}
        back={back}
      />
      <PaneBody page>
        <div class="talk">
          <Said setting={setting} message={message} depth={0} answers={null} />
        </div>
      </PaneBody>
    </Desk>
  )
}
