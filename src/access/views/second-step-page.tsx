import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { CopyField } from '../../ui/components/copy-field.tsx'
import { Form } from '../../ui/components/form.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import type { Again } from '../form.ts'
import type { Enrolment } from '../two-factor.ts'
import { Asked, Prose, Wrong } from './parts.tsx'

interface Props {
  shell: Shell
  again: Again
}

/** The key, the backup codes, and the field for the first code. */
export const EnrolPage = ({ shell, again, enrolment, picture }: Props & { enrolment: Enrolment; picture: string }) => {
  const { t } = shell
  return (
    <Frame shell={shell}>
      <Card title={t('access.second-step-scan')}>
        <div class="qr" role="img" aria-label={t('access.second-step-scan-alt')}>
          {raw(picture)}
        </div>
        <CopyField t={t} id="second-step-key" label={t('access.second-step-key')} value={enrolment.key} />
      </Card>
      <Codes t={t} codes={enrolment.backupCodes} />
      <Card title={t('access.second-step-confirm')}>
        <Confirm t={t} again={again} />
      </Card>
    </Frame>
  )
}

/** The first code was wrong. The key is not shown twice. */
export const ConfirmAgainPage = ({ shell, again }: Props) => (
  <Frame shell={shell}>
    <Card title={shell.t('access.second-step-confirm')}>
      <Prose>{shell.t('access.second-step-again')}</Prose>
      <Confirm t={shell.t} again={again} />
      <div class="actions">
        <Button href="/me">{shell.t('access.begin-again')}</Button>
      </div>
    </Card>
  </Frame>
)

export const CodesPage = ({ shell, codes }: { shell: Shell; codes: readonly string[] }) => (
  <Frame shell={shell}>
    <Codes t={shell.t} codes={codes} />
  </Frame>
)

const Frame = ({ shell, children }: { shell: Shell; children?: Child }) => (
  <Desk {...shell} title={shell.t('access.me-second-step')} current="me">
    <PaneHead t={shell.t} title={shell.t('access.me-second-step')} back="/me" />
    <PaneBody page>{children}</PaneBody>
  </Desk>
)

const Codes = ({ t, codes }: { t: T; codes: readonly string[] }) => (
  <Card title={t('access.backup-codes')} tone="careful">
    <Prose>{t('access.backup-codes-help')}</Prose>
    <ul class="columns">
      {codes.map((code) => (
        <li>
          <code>{code}</code>
        </li>
      ))}
    </ul>
  </Card>
)

const Confirm = ({ t, again }: { t: T; again: Again }) => (
  <>
    <Wrong again={again} />
    <Form action="/me/second-step" method="put" data-turbo="false">
      <Asked
        again={again}
        name="code"
        label={t('access.code')}
        inputmode="numeric"
        autocomplete="one-time-code"
        pattern="[0-9 ]*"
        required
        maxlength={10}
      />
      <div class="actions">
        <Button variant="primary">{t('access.second-step-begin')}</Button>
      </div>
    </Form>
  </>
)
