import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { Progress } from '../../ui/components/progress.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { Channel } from '../channel.ts'
import type { Details } from '../details.ts'
import { StateChip } from './state-chip.tsx'

/** The part of a window's page that changes by itself; live updates replace it by its id. */
export const ChannelHealth = ({
  t,
  channel,
  details,
}: {
  t: T
  channel: Channel
  details: Pick<Details, 'messages' | 'waiting' | 'overheard'>
}) => (
  <div id={`channel-health-${channel.id}`} class="stack">
    <p class="chips">
      <StateChip t={t} channel={channel} />
      <span>{t('channels.messages', { count: details.messages })}</span>
      {channel.heardAt && (
        <span>
          {t('channels.heard')} <Time t={t} at={channel.heardAt} />
        </span>
      )}
      {details.overheard.heard > 0 && <span>{t('channels.overheard', details.overheard)}</span>}
      {details.waiting > 0 && <span>{t('channels.waiting', { count: details.waiting })}</span>}
    </p>
    {channel.failure && <Failure t={t} channel={channel} />}
    {channel.history && !channel.history.doneAt && !channel.failure && <History t={t} history={channel.history} />}
  </div>
)

const Failure = ({ t, channel }: { t: T; channel: Channel }) => {
  const lost = channel.failure?.kind === 'reconnect'
  const action = lost ? <Button href={`/channels/${channel.id}/settings`}>{t('channels.reconnect')}</Button> : undefined
  return (
    <Notice
      tone={lost ? 'error' : 'careful'}
      title={t(lost ? 'channels.access-lost' : 'channels.failing')}
      action={action}
    >
      <p>{channel.failure && t.words(channel.failure.words)}</p>
      {channel.failingSince && (
        <p>
          {t('channels.failing-since')} <Time t={t} at={channel.failingSince} />. {t('channels.tries-again')}
        </p>
      )}
    </Notice>
  )
}

const History = ({ t, history }: { t: T; history: NonNullable<Channel['history']> }) => {
  const whole = Date.now() - history.since.getTime()
  const done = history.reached ? Date.now() - history.reached.getTime() : 0
  const text = history.reached
    ? t('channels.history-reached', { date: t.date(history.reached) })
    : t('channels.history-begins')
  return <Progress label={t('channels.history')} value={Math.min(done / whole, 1)} text={text} />
}
