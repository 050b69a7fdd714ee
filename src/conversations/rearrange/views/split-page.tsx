import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Choices } from '../../../ui/components/field.tsx'
import { Form } from '../../../ui/components/form.tsx'
import type { Message } from '../../message.ts'
import { titleOf } from '../../views/head.tsx'
import type { Along, Compared } from '../compare.ts'
import type { Around } from './around.ts'
import { Beside } from './beside.tsx'
import { SaidShort } from './compared.tsx'

export interface SplitPageProps extends Around {
  here: Compared
  message: Message
  along: Along
}

/** What goes with a message, and where: a conversation of its own, or another one. */
export const SplitPage = (props: SplitPageProps) => {
  const { shell, here, message, along } = props
  const { t } = shell
  const { id } = here.conversation
  return (
    <Beside
      {...props}
      title={t('conversations.split-here')}
      subtitle={titleOf(t, here.conversation, here.faces)}
      id={id}
      back={`/conversations/${id}?at=${message.id}#message-${message.id}`}
    >
      <Card>
        <p class="compared__one">
          <SaidShort t={t} message={message} />
        </p>
      </Card>
      <Form action={`/conversations/${id}/split`} id="split">
        <input type="hidden" name="message_id" value={message.id} />
        <input type="hidden" name="message" value={message.id} />
        <Choices
          name="scope"
          label={t('conversations.split-what')}
          value={along.under < along.all ? 'under' : 'after'}
          options={[
            {
              value: 'under',
              label: t('conversations.split-under', { count: along.under - 1 }),
              help: t('conversations.split-under-help'),
            },
            {
              value: 'after',
              label: t('conversations.split-after', { count: along.after - 1 }),
              help: t('conversations.split-after-help'),
            },
          ]}
        />
        <p class="soft">{t('conversations.split-then')}</p>
        <div class="actions">
          <Button variant="primary" icon="split">
            {t('conversations.split-do')}
          </Button>
          <Button icon="move-right" formaction={`/conversations/${id}/move`} formmethod="get">
            {t('conversations.split-move')}
          </Button>
        </div>
      </Form>
    </Beside>
  )
}
