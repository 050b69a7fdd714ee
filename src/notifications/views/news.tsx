import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Notice } from '../../ui/components/notice.tsx'

export const newsId = (userId: string): string => `notifications-news-${userId}`

/** The list itself does not move under whoever reads it. */
export const News = ({ t }: { t: T }) => (
  <Notice
    action={
      <Button href="/notifications" small>
        {t('notifications.show-new')}
      </Button>
    }
  >
    {t('notifications.something-new')}
  </Notice>
)
