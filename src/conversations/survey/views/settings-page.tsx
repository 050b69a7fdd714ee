import { type Again, Asked, HouseFrame, type HouseProps, Wrong } from '../../../access/index.ts'
import type { Channel } from '../../../channels/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Chip } from '../../../ui/components/chip.tsx'
import { Empty } from '../../../ui/components/empty.tsx'
import { Field } from '../../../ui/components/field.tsx'
import { Form } from '../../../ui/components/form.tsx'
import type { Calendar } from '../../working-time/find-calendars.ts'
import { longestQuestion } from '../save-setting.ts'
import type { SurveySetting } from '../setting.ts'

export const surveysPath = '/settings/surveys'

interface Window {
  channel: Channel
  network: string
  setting: SurveySetting
  /** It can write in private to somebody who wrote in public. */
  privately: boolean
}

/** Where people are asked how it went. */
export const SurveysPage = ({ windows, refused, ...house }: HouseProps & { windows: Window[]; refused: number }) => {
  const { t } = house.shell
  return (
    <HouseFrame {...house} path={surveysPath} title={t('survey.title')} intro={t('survey.intro')}>
      {windows.length === 0 ? (
        <Empty icon="smile" title={t('survey.none')}>
          {t('survey.none-help')}
        </Empty>
      ) : (
        windows.map((one) => <OneWindow t={t} {...one} />)
      )}
      <p>
        <a href="/satisfaction">{t('survey.figures')}</a>
      </p>
      {refused > 0 && <p class="soft">{t('survey.refused-count', { count: refused })}</p>}
    </HouseFrame>
  )
}

const OneWindow = ({ t, channel, network, setting }: Window & { t: T }) => (
  <Card
    title={channel.name}
    actions={
      <Button small icon="pencil" href={`${surveysPath}/${channel.id}`}>
        {t('survey.change')}
      </Button>
    }
  >
    <p class="chips">
      <Chip>{network}</Chip>
      <Chip tone={setting.onSince ? 'olive' : 'plain'} icon={setting.onSince ? 'check' : 'circle-x'}>
        {t(setting.onSince ? 'survey.on' : 'survey.off')}
      </Chip>
    </p>
    {setting.onSince && (
      <>
        <p>{setting.questions[t.language === 'es' ? 'es' : 'en']}</p>
        <p class="soft">
          {t('survey.sum', {
            after: setting.afterMinutes,
            hours: Math.round(setting.afterMinutes / 6) / 10,
            days: setting.everyDays,
          })}
        </p>
      </>
    )}
  </Card>
)

const usualWaits = [60, 240, 1440, 2880, 4320]

export const SurveyPage = ({
  window: { channel, network, setting, privately },
  calendars,
  again,
  ...house
}: HouseProps & { window: Window; calendars: readonly Calendar[]; again: Again }) => {
  const { t } = house.shell
  const waits = [...new Set([...usualWaits, setting.afterMinutes])].toSorted((one, other) => one - other)
  const question = (language: 'en' | 'es') => (
    <Asked
      again={again}
      name={`question_${language}`}
      type="textarea"
      rows={3}
      label={t(`survey.question-${language}`)}
      otherwise={setting.questions[language]}
      maxlength={longestQuestion}
      required
      {...(language === 'en' ? { help: t('survey.question-help') } : {})}
    />
  )
  return (
    <HouseFrame {...house} path={surveysPath} title={t('survey.of-window', { channel: channel.name })}>
      <p>
        <a href={surveysPath}>{t('survey.all-windows')}</a>
      </p>
      <Wrong again={again} />
      <Form action={`${surveysPath}/${channel.id}`} method="put">
        <Card>
          <Box again={again} name="on" label={t('survey.turn-on')} is={setting.onSince !== undefined} />
          {question('en')}
          {question('es')}
          <Asked
            again={again}
            name="after_minutes"
            type="select"
            label={t('survey.when')}
            help={t('survey.when-help')}
            otherwise={String(setting.afterMinutes)}
            options={waits.map((minutes) => ({
              value: String(minutes),
              label: usualWaits.includes(minutes) ? t(`survey.when-${minutes}`) : t('survey.when-other', { minutes }),
            }))}
          />
          <Asked
            again={again}
            name="every_days"
            type="number"
            min={1}
            max={365}
            label={t('survey.every')}
            otherwise={String(setting.everyDays)}
          />
          <Asked
            again={again}
            name="calendar_id"
            type="select"
            label={t('survey.calendar')}
            otherwise={setting.calendarId ?? ''}
            options={[
              { value: '', label: t('survey.calendar-usual') },
              ...calendars.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <Box
            again={again}
            name="in_public"
            label={t('survey.in-public')}
            is={setting.inPublic}
            help={t(privately ? 'survey.in-public-private' : 'survey.in-public-only', { network })}
          />
        </Card>
        <div class="actions">
          <Button variant="primary" icon="save">
            {t('survey.save')}
          </Button>
        </div>
      </Form>
    </HouseFrame>
  )
}

interface BoxProps {
  again: Again
  name: string
  label: string
  is: boolean
  help?: string
}

const Box = ({ again, name, label, is, help }: BoxProps) => (
  <Field
    name={name}
    type="checkbox"
    label={label}
    value={Object.keys(again.values).length > 0 ? again.values[name] === '1' : is}
    help={help}
  />
)
