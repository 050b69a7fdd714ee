import { HouseFrame, type HouseProps } from '../../access/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { InOrder } from '../../ui/components/in-order.tsx'
import type { Automation } from '../automation.ts'
import type { Choices } from '../choices.ts'
import type { DeedKinds } from '../deed.ts'
import { ConditionInWords, deedInWords, triggerInWords } from './sentences.tsx'

export const automationsPath = '/settings/automations'

export interface ListProps extends HouseProps {
  automations: readonly Automation[]
  choices: Choices
  kinds: DeedKinds
}

/** The automations in their order: when, if, then. */
export const ListPage = ({ automations, choices, kinds, ...house }: ListProps) => {
  const { t } = house.shell
  const add = (
    <Button variant="primary" icon="plus" href={`${automationsPath}/new`}>
      {t('automations.new')}
    </Button>
  )
  return (
    <HouseFrame {...house} path={automationsPath} title={t('automations.title')} intro={t('automations.intro')}>
      {automations.length === 0 ? (
        <Empty title={t('automations.none')} icon="arrow-right" action={add}>
          {t('automations.none-help')}
        </Empty>
      ) : (
        <div class="actions">{add}</div>
      )}
      <InOrder
        {...{ t }}
        path={automationsPath}
        rules={automations}
        called="automation"
        told={(automation) => (
          <>
            <p class="chips">
              <State t={t} automation={automation} />
            </p>
            <Told t={t} automation={automation} choices={choices} kinds={kinds} />
          </>
        )}
      />
    </HouseFrame>
  )
}

/** Whether it acts, in a word. */
export const State = ({ t, automation }: { t: T; automation: Automation }) => {
  if (automation.pause)
    return (
      <Chip tone="terracotta" icon="triangle-alert">
        {t('automations.resting')}
      </Chip>
    )
  return automation.onSince ? (
    <Chip tone="olive" icon="circle-check">
      {t('automations.is-on')}
    </Chip>
  ) : (
    <Chip tone="saffron">{t('automations.is-off')}</Chip>
  )
}

const Told = ({
  t,
  automation,
  choices,
  kinds,
}: Pick<ListProps, 'choices' | 'kinds'> & { t: T; automation: Automation }) => (
  <dl class="when-then">
    <dt>{t('automations.when')}</dt>
    <dd>{triggerInWords(t, automation.trigger)}</dd>
    <dt>{t('automations.if')}</dt>
    <dd>
      <ConditionInWords t={t} condition={automation.condition} choices={choices} />
    </dd>
    <dt>{t('automations.then')}</dt>
    <dd class="chips">
      {automation.deeds.map((deed) => (
        <Chip icon={kinds.get(deed.do)?.icon ?? 'info'}>{deedInWords(t, deed, choices)}</Chip>
      ))}
    </dd>
  </dl>
)
