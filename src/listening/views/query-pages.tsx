import type { Child } from 'hono/jsx'
import type { T } from '../../core/i18n/translator.ts'
import { Arrivals } from '../../ui/components/arrivals.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { Deed } from '../../ui/components/form.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { Pager } from '../../ui/components/pager.tsx'
import { Facts } from '../../ui/components/pane.tsx'
import { Rows } from '../../ui/components/row.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { Drawn } from '../../ui/slots.ts'
import type { Mention } from '../find-mentions.ts'
import type { QueryText } from '../saved-query.ts'
import { AlertsCard, type AlertsCardProps } from './alerts-card.tsx'
import { QueryFrame, type QueryFrameProps } from './query-head.tsx'

export const mentionsId = (queryId: string): string => `mentions-${queryId}`

export interface MentionsPageProps extends Omit<QueryFrameProps, 'view'> {
  mentions: readonly Mention[]
  drawn: Drawn
  older: string | undefined
  /** Above the list: which of them these are, how far the past is looked through. */
  before?: Child
  /** New ones arrive here: it is the beginning of the whole list. */
  isLive: boolean
}

/** What a query found, the latest first; new ones wait behind a pill. */
export const MentionsPage = ({ mentions, drawn, older, before, isLive, ...frame }: MentionsPageProps) => {
  const { t } = frame.shell
  const list = isLive ? mentionsId(frame.query.id) : 'mentions'
  return (
    <QueryFrame {...frame} view="mentions">
      {before}
      <div>
        {isLive && <Arrivals t={t} list={list} />}
        <Rows id={list} label={t('listening.view-mentions')}>
          {mentions.flatMap(({ messageId }): Child[] => drawn(messageId))}
        </Rows>
      </div>
      {mentions.length === 0 && (
        <Empty title={t('listening.no-mentions')} icon="radar">
          {t('listening.no-mentions-help')}
        </Empty>
      )}
      <Pager t={t} older={older} />
    </QueryFrame>
  )
}

/** Below each mention that waits for nobody. */
export const takeUpButton = (t: T, back: string) => (message: { id: string; concernsUs: boolean }) =>
  message.concernsUs ? undefined : (
    <Deed action={`/listening/messages/${message.id}/conversation`} method="put" fields={{ back }}>
      <Button small icon="hand">
        {t('listening.take-up')}
      </Button>
    </Deed>
  )

/** That these are not all of them, and the way to all. */
export const Only = ({ t, only, page }: { t: T; only: string; page: string }) => (
  <Notice
    action={
      <Button small href={page}>
        {t('listening.show-all')}
      </Button>
    }
  >
    {only}
  </Notice>
)

export interface TextPageProps extends Omit<QueryFrameProps, 'view'>, Pick<AlertsCardProps, 'alerts' | 'whom'> {
  texts: readonly QueryText[]
}

/** What it asks, what it asked before, and who is told. */
export const TextPage = ({ texts, alerts, whom, ...frame }: TextPageProps) => {
  const { t } = frame.shell
  const { query } = frame
  const [now, ...earlier] = texts
  return (
    <QueryFrame {...frame} view="text">
      <Card title={t('listening.asks')}>
        <p>
          <code class="query-text">{query.text}</code>
        </p>
        <Facts
          facts={[
            { label: t('listening.created'), value: <Time t={t} at={query.createdAt} /> },
            ...(query.createdBy ? [{ label: t('listening.created-by'), value: query.createdBy }] : []),
            ...(now && earlier.length > 0
              ? [{ label: t('listening.written'), value: <Time t={t} at={now.writtenAt} /> }]
              : []),
            ...(now?.writtenBy && earlier.length > 0
              ? [{ label: t('listening.written-by'), value: now.writtenBy }]
              : []),
          ]}
        />
      </Card>
      <AlertsCard t={t} queryId={query.id} alerts={alerts} whom={whom} />
      {earlier.length > 0 && (
        <Card title={t('listening.asked-before')}>
          {earlier.map((one) => (
            <div>
              <p class="soft">
                <Time t={t} at={one.writtenAt} exact />
                {one.writtenBy ? ` · ${one.writtenBy}` : ''}
              </p>
              <p>
                <code class="query-text">{one.text}</code>
              </p>
            </div>
          ))}
        </Card>
      )}
    </QueryFrame>
  )
}
