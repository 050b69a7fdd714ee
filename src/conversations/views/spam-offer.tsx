import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Deed } from '../../ui/components/form.tsx'
import type { Message } from '../message.ts'

export const spamOfferId = (messageId: string): string => `spam-${messageId}`

/**
 * A message that reads as spam offers to mark its conversation so; where that is marked, the style sheet leaves it out. Who
 * reads it otherwise says so where the reading tells why.
 */
export const SpamOffer = ({ t, message, mayMark }: { t: T; message: Message; mayMark: boolean }) => (
  <span class="spam-offer" id={spamOfferId(message.id)}>
    {mayMark && message.reading?.intents.includes('spam') && (
      <Deed action={`/conversations/${message.conversationId}/spam`} method="put">
        <Button variant="plain" small icon="circle-x">
          {t('conversations.spam')}
        </Button>
      </Deed>
    )}
  </span>
)
