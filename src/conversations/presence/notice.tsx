import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { Meanwhile } from './meanwhile.ts'

export interface MeanwhileProps {
  t: T
  answer: Meanwhile
  viewerId: string
  network: string
}

/** "Marta answered 8 s ago: read it first", with what she said: a reply was held back for it. */
export const HeldBack = ({ t, answer, viewerId, network }: MeanwhileProps) => (
  <Notice tone="careful" id="meanwhile-held" title={who(t, answer, viewerId, network)}>
    <blockquote class="meanwhile__said" dir="auto">
      {answer.text}
    </blockquote>
    <p>{t('conversations.meanwhile-kept')}</p>
  </Notice>
)

export const meanwhileId = (conversationId: string): string => `meanwhile-${conversationId}`

/** The same as it happens, beside what somebody is writing. Whoever answered is not told of it. */
export const AnsweredNow = ({ t, answer }: Pick<MeanwhileProps, 't' | 'answer'>) => (
  <t-here class="meanwhile" {...(answer.by ? { 'data-who': answer.by.id } : {})}>
    <Notice
      tone="careful"
      action={
        <Button small type="button" icon="check" data-seen={answer.seq}>
          {t('conversations.meanwhile-seen')}
        </Button>
      }
    >
      {t('conversations.meanwhile', { name: answer.name })} <Time t={t} at={answer.at} />
      {t('conversations.meanwhile-read-first')} <a href={`#${answer.place}`}>{t('conversations.meanwhile-see')}</a>
    </Notice>
  </t-here>
)

const who = (t: T, { by, name, at }: Meanwhile, viewerId: string, network: string) => (
  <>
    {by
      ? t(by.id === viewerId ? 'conversations.meanwhile-you' : 'conversations.meanwhile', { name })
      : t('conversations.meanwhile-on', { name, network })}{' '}
    <Time t={t} at={at} />
    {t('conversations.meanwhile-read-first')}
  </>
)
