import { type Again, Asked, HouseFrame, type HouseProps, Wrong } from '../../access/index.ts'
import { writeDuration } from '../../conversations/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import type { Automation } from '../automation.ts'
import type { Choices } from '../choices.ts'
import type { DeedKinds } from '../deed.ts'
import type { Rehearsal } from '../rehearsal.ts'
import type { Run } from '../run.ts'
import { triggerKinds } from '../trigger.ts'
import { ConditionFields } from './condition-fields.tsx'
import { DeedFields } from './deed-fields.tsx'
import { automationsPath, State } from './list-page.tsx'
import { RehearsalCard } from './rehearsal-card.tsx'
import { RunsCard } from './runs-card.tsx'
import { triggerName } from './sentences.tsx'

export interface EditProps extends HouseProps {
  /** Undefined while it is being made. */
  automation: Automation | undefined
  rehearsal: Rehearsal | undefined
  names: ReadonlyMap<string, string>
  runs: readonly Run[]
  choices: Choices
  kinds: DeedKinds
  again: Again
}

/** One automation: whether it acts, what it would have done, how it is written, what it did. */
export const EditPage = ({ automation, rehearsal, names, runs, choices, kinds, again, ...house }: EditProps) => {
  const { t } = house.shell
  const part = { t, again, choices }
  return (
    <HouseFrame {...house} path={automationsPath} title={automation?.name ?? t('automations.new')}>
      <p>
        <a href={automationsPath}>{t('automations.all')}</a>
      </p>
      <Wrong again={again} />
      {automation && <Acting t={t} automation={automation} rehearsal={rehearsal} />}
      {automation && rehearsal && (
        <RehearsalCard t={t} automation={automation} rehearsal={rehearsal} names={names} choices={choices} />
      )}
      <Form
        action={automation ? `${automationsPath}/${automation.id}` : automationsPath}
        method={automation ? 'put' : 'post'}
      >
        <When {...part} automation={automation} />
        <ConditionFields {...part} condition={automation?.condition ?? {}} />
        <Card title={t('automations.then')}>
          <DeedFields {...part} kinds={kinds} deeds={automation?.deeds ?? []} doer="machine" />
        </Card>
        <div class="actions">
          <Button variant="primary" icon="save">
            {t('automations.save')}
          </Button>
          {!automation && <p class="soft">{t('automations.save-off')}</p>}
        </div>
      </Form>
      {automation && <RunsCard t={t} runs={runs} choices={choices} kinds={kinds} />}
      {automation && (
        <Deed action={`${automationsPath}/${automation.id}`} method="delete">
          <Button variant="plain" icon="trash-2">
            {t('automations.remove')}
          </Button>
        </Deed>
      )}
    </HouseFrame>
  )
}

/** Whether it acts, why it rests, and the way to switch it on: a look first. */
const Acting = ({ t, automation, rehearsal }: { t: T; automation: Automation; rehearsal: Rehearsal | undefined }) => {
  const path = `${automationsPath}/${automation.id}`
  const { pause, onSince } = automation
  const hasLooked = rehearsal?.version === automation.version && rehearsal.endedAt !== null
  return (
    <Card title={<State t={t} automation={automation} />}>
      {pause && (
        <Notice tone="careful" title={t('automations.resting-since', { at: t.exact(pause.at) })}>
          {t(`automations.because-${pause.because}`)}{' '}
          <a href={`/conversations/${pause.conversationId}`}>{t('automations.see-conversation')}</a>
        </Notice>
      )}
      {!onSince && !hasLooked && <p>{t('automations.look-help')}</p>}
      <div class="actions">
        <Deed action={`${path}/rehearsals`}>
          <Button icon="eye" variant={hasLooked || onSince ? 'soft' : 'primary'}>
            {t(rehearsal ? 'automations.look-again' : 'automations.look')}
          </Button>
        </Deed>
        {hasLooked && (!onSince || pause) && (
          <Deed action={`${path}/running`} method="put">
            <Button icon="check" variant="primary">
              {t(pause ? 'automations.go-on' : 'automations.switch-on')}
            </Button>
          </Deed>
        )}
        {onSince && (
          <Deed action={`${path}/running`} method="delete">
            <Button icon="circle-x">{t('automations.switch-off')}</Button>
          </Deed>
        )}
      </div>
    </Card>
  )
}

const When = ({ t, again, automation }: { t: T; again: Again; automation: Automation | undefined }) => (
  <Card title={t('automations.when')}>
    <Asked
      again={again}
      name="name"
      label={t('automations.name')}
      otherwise={automation?.name ?? ''}
      placeholder={t('automations.name-example')}
      required
      maxlength={80}
      autocomplete="off"
    />
    <div class="fields when-row">
      <Asked
        again={again}
        name="when"
        type="select"
        label={t('automations.when-label')}
        otherwise={automation?.trigger.on ?? 'message.heard'}
        options={triggerKinds.map((value) => ({ value, label: triggerName(t, value) }))}
      />
      <div class="when-row__time">
        <Asked
          again={again}
          name="minutes"
          label={t('automations.when-minutes')}
          otherwise={automation?.trigger.minutes === undefined ? '' : writeDuration(automation.trigger.minutes)}
          placeholder="4 h"
          maxlength={30}
          autocomplete="off"
        />
      </div>
    </div>
  </Card>
)
