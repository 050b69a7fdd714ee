import type { T } from '../../core/i18n/translator.ts'
import type { Viewer } from '../../core/web.ts'
import { Button } from '../../ui/components/button.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { Deed } from '../../ui/components/form.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Time } from '../../ui/components/time.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import { bellId } from '../bell.ts'
import type { Notification } from '../notification.ts'
import { sentence } from '../sentence.ts'
import { newsId } from './news.tsx'

export interface NotificationsProps {
  shell: Shell
  viewer: Viewer
  lines: readonly Notification[]
}

/** What the bell says to one of us. */
export const NotificationsPage = ({ shell, viewer, lines }: NotificationsProps) => {
  const { t } = shell
  return (
    <Desk {...shell} title={t('notifications.title')} current={bellId(viewer.id)}>
      <PaneHead t={t} title={t('notifications.title')} actions={<Actions t={t} lines={lines} />} />
      <PaneBody page>
        <div id={newsId(viewer.id)} />
        {lines.length === 0 ? (
          <Empty title={t('notifications.empty-title')} icon="bell">
            {t('notifications.empty')}
          </Empty>
        ) : (
          <Lines t={t} lines={lines} />
        )}
      </PaneBody>
    </Desk>
  )
}

const Actions = ({ t, lines }: { t: T; lines: readonly Notification[] }) => (
  <>
    {lines.some((line) => !line.readAt) && (
      <Deed action="/notifications/reading" method="put">
        <Button icon="check-check">{t('notifications.read-all')}</Button>
      </Deed>
    )}
    <Button icon="settings" href="/notifications/settings">
      {t('notifications.choices')}
    </Button>
  </>
)

const Lines = ({ t, lines }: { t: T; lines: readonly Notification[] }) => (
  <Table
    caption={t('notifications.title')}
    columns={[
      { label: t('notifications.what') },
      { label: t('notifications.when') },
      { label: t('notifications.read'), quiet: true },
    ]}
    rows={lines.map((line) => [
      <What t={t} line={line} />,
      <Time t={t} at={line.at} />,
      line.readAt ? '' : <MarkRead t={t} id={line.id} />,
    ])}
  />
)

/** Following it marks it as read, so it must not be fetched before somebody presses it. */
const What = ({ t, line }: { t: T; line: Notification }) => {
  const link = (
    <a href={`/notifications/${line.id}`} data-turbo-prefetch="false" {...whole(line)}>
      {t.words(sentence(line))}
    </a>
  )
  if (line.readAt) return link
  return (
    <b>
      <span class="visually-hidden">{t('notifications.unread')}</span> {link}
    </b>
  )
}

/** A place on a page would be lost on the way there: then the browser goes by itself. */
const whole = ({ href }: Notification) => (href.includes('#') ? { 'data-turbo': 'false' } : {})

const MarkRead = ({ t, id }: { t: T; id: string }) => (
  <Deed action={`/notifications/${id}/reading`} method="put">
    <Button variant="plain" icon="check" label={t('notifications.mark-read')} />
  </Deed>
)
