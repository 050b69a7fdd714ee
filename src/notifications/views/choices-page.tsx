import type { Viewer } from '../../core/web.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Field } from '../../ui/components/field.tsx'
import { Form } from '../../ui/components/form.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import { bellId } from '../bell.ts'
import type { Choices } from '../choices.ts'

export interface ChoicesProps {
  shell: Shell
  viewer: Viewer
  choices: Choices
  isMailOn: boolean
  isSaved: boolean
}

/** What one of us wants by mail besides the bell. */
export const ChoicesPage = ({ shell, viewer, choices, isMailOn, isSaved }: ChoicesProps) => {
  const { t } = shell
  return (
    <Desk {...shell} title={t('notifications.choices')} current={bellId(viewer.id)}>
      <PaneHead t={t} title={t('notifications.choices')} back="/notifications" />
      <PaneBody page>
        {isSaved && <Notice tone="good">{t('notifications.saved')}</Notice>}
        {!isMailOn && <WhyOff t={t} mayMend={viewer.can.has('settings')} />}
        <Card>
          <p class="soft">{t('notifications.choices-intro')}</p>
          <Form action="/notifications/settings" method="put">
            <Field
              type="checkbox"
              name="mail_assigned"
              label={t('notifications.mail-assigned')}
              value={choices.mailAssigned}
              disabled={!isMailOn}
            />
            <Field
              type="checkbox"
              name="mail_reply_failed"
              label={t('notifications.mail-reply-failed')}
              value={choices.mailReplyFailed}
              disabled={!isMailOn}
            />
            <Field
              type="checkbox"
              name="mail_mentions"
              label={t('notifications.mail-mentions')}
              value={choices.mailMentions}
              disabled={!isMailOn}
            />
            <div class="actions">
              <Button variant="primary" disabled={!isMailOn}>
                {t('notifications.save')}
              </Button>
            </div>
          </Form>
        </Card>
      </PaneBody>
    </Desk>
  )
}

const WhyOff = ({ t, mayMend }: { t: Shell['t']; mayMend: boolean }) => (
  <Notice
    tone="careful"
    {...(mayMend ? { action: <Button href="/settings/mail">{t('notifications.mail-set')}</Button> } : {})}
  >
    {t(mayMend ? 'notifications.mail-off-mend' : 'notifications.mail-off-ask')}
  </Notice>
)
