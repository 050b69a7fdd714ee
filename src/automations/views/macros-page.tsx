import { type Again, Asked, HouseFrame, type HouseProps, Wrong } from '../../access/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import type { Choices } from '../choices.ts'
import type { DeedKinds } from '../deed.ts'
import { type Macro, mayChange } from '../macro.ts'
import { DeedFields } from './deed-fields.tsx'
import { deedInWords } from './sentences.tsx'

export const macrosPath = '/macros'

export interface MacrosProps extends HouseProps {
  macros: readonly Macro[]
  choices: Choices
  kinds: DeedKinds
}

/** Lists of deeds that one press does. */
export const MacrosPage = ({ macros, choices, kinds, ...house }: MacrosProps) => {
  const { t } = house.shell
  const add = (
    <Button variant="primary" icon="plus" href={`${macrosPath}/new`}>
      {t('automations.macro-new')}
    </Button>
  )
  return (
    <HouseFrame {...house} path={macrosPath} title={t('automations.macros')} intro={t('automations.macros-intro')}>
      {macros.length === 0 ? (
        <Empty title={t('automations.macros-none')} icon="check-check" action={add}>
          {t('automations.macros-none-help')}
        </Empty>
      ) : (
        <div class="actions">{add}</div>
      )}
      {macros.map((macro) => (
        <Card
          title={macro.name}
          id={`macro-${macro.id}`}
          actions={
            mayChange(house.viewer, macro) && (
              <Button small href={`${macrosPath}/${macro.id}`}>
                {t('ui.open')}
              </Button>
            )
          }
        >
          <p class="chips">
            {macro.deeds.map((deed) => (
              <Chip icon={kinds.get(deed.do)?.icon ?? 'info'}>{deedInWords(t, deed, choices)}</Chip>
            ))}
            <Chip tone="tile" icon="users-round">
              {whoseInWords(t, macro)}
            </Chip>
          </p>
        </Card>
      ))}
    </HouseFrame>
  )
}

const whoseInWords = (t: T, { whose, team }: Macro): string =>
  team ?? t(whose === 'mine' ? 'automations.whose-mine' : 'automations.whose-everybody')

export interface MacroProps extends HouseProps {
  /** Undefined while it is being made. */
  macro: Macro | undefined
  choices: Choices
  kinds: DeedKinds
  again: Again
}

/** One macro, to be written. */
export const MacroPage = ({ macro, choices, kinds, again, ...house }: MacroProps) => {
  const { t } = house.shell
  const { viewer } = house
  const teams = choices.teams.filter(({ id }) => viewer.teamIds.includes(id) || viewer.can.has('settings'))
  return (
    <HouseFrame {...house} path={macrosPath} title={macro?.name ?? t('automations.macro-new')}>
      <p>
        <a href={macrosPath}>{t('automations.macros-all')}</a>
      </p>
      <Wrong again={again} />
      <Form action={macro ? `${macrosPath}/${macro.id}` : macrosPath} method={macro ? 'put' : 'post'}>
        <Card title={t('automations.macro-does')}>
          <Asked
            again={again}
            name="name"
            label={t('automations.name')}
            otherwise={macro?.name ?? ''}
            placeholder={t('automations.macro-example')}
            required
            maxlength={80}
            autocomplete="off"
          />
          <Asked
            again={again}
            name="whose"
            type="select"
            label={t('automations.whose')}
            otherwise={macro?.whose ?? 'mine'}
            options={[
              { value: 'mine', label: t('automations.whose-mine') },
              ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: name })),
              { value: 'everybody', label: t('automations.whose-everybody') },
            ]}
          />
          <DeedFields {...{ t, again, choices, kinds }} deeds={macro?.deeds ?? []} doer="person" />
        </Card>
        <div class="actions">
          <Button variant="primary" icon="save">
            {t('automations.save')}
          </Button>
        </div>
      </Form>
      {macro && (
        <Deed action={`${macrosPath}/${macro.id}`} method="delete">
          <Button variant="plain" icon="trash-2">
            {t('automations.macro-remove')}
          </Button>
        </Deed>
      )}
    </HouseFrame>
  )
}
