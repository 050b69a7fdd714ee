import type { Child } from 'hono/jsx'
import { type Again, chosen, HouseFrame, type HouseProps, Wrong } from '../access/index.ts'
import type { T } from '../core/i18n/translator.ts'
import { Button } from '../ui/components/button.tsx'
import { Empty } from '../ui/components/empty.tsx'
import { Deed, Form } from '../ui/components/form.tsx'
import { InOrder, type InOrderProps } from '../ui/components/in-order.tsx'
import type { IconName } from '../ui/icons.tsx'

/** What is said around rules, by their keys. */
interface RuleWords {
  /** Makes another one. */
  add: string
  /** Leads back to all of them. */
  all: string
  remove: string
  title: string
  intro: string
  none: string
  noneHelp: string
}

interface Of {
  path: string
  words: RuleWords
}

type RulePageProps = HouseProps &
  Of & {
    /** Undefined while it is being made. */
    rule: { id: string; name: string } | undefined
    again: Again
    children?: Child
  }

/** One rule, to be written. */
export const RuleFrame = ({ path, words, rule, again, children, ...house }: RulePageProps) => {
  const { t } = house.shell
  return (
    <HouseFrame {...house} path={path} title={rule?.name ?? t(words.add)}>
      <p>
        <a href={path}>{t(words.all)}</a>
      </p>
      <Wrong again={again} />
      <Form action={rule ? `${path}/${rule.id}` : path} method={rule ? 'put' : 'post'}>
        {children}
        <div class="actions">
          <Button variant="primary" icon="save">
            {t('conversations.level-save')}
          </Button>
        </div>
      </Form>
      {rule && (
        <Deed action={`${path}/${rule.id}`} method="delete">
          <Button variant="plain" icon="trash-2">
            {t(words.remove)}
          </Button>
        </Deed>
      )}
    </HouseFrame>
  )
}

type RulesPageProps<R extends { id: string; name: string }> = HouseProps &
  Of &
  Pick<InOrderProps<R>, 'rules' | 'called' | 'told'> & {
    icon: IconName
    /** Above all. */
    above?: Child
    /** Beside the button that makes another one. */
    beside?: Child
    /** Between it and the rules. */
    between?: Child
    /** Below them. */
    children?: Child
  }

/** Rules in their order, or how to begin. */
export const RulesFrame = <R extends { id: string; name: string }>(props: RulesPageProps<R>) => {
  const { path, words, rules, called, told, icon, above, beside, between, children, ...house } = props
  const { t } = house.shell
  const add = (
    <Button variant="primary" icon="plus" href={`${path}/new`}>
      {t(words.add)}
    </Button>
  )
  return (
    <HouseFrame {...house} path={path} title={t(words.title)} intro={t(words.intro)}>
      {above}
      {rules.length === 0 ? (
        <Empty title={t(words.none)} icon={icon} action={add}>
          {t(words.noneHelp)}
        </Empty>
      ) : (
        <div class="actions">
          {add}
          {beside}
        </div>
      )}
      {between}
      <InOrder {...{ t, path, rules, called, told }} />
      {children}
    </HouseFrame>
  )
}

/** A form that was refused shows what was written in it, whatever stands in the rule. */
export const isAgain = (again: Again): boolean => Object.keys(again.values).length > 0

interface Ticked {
  name: string
  written: readonly string[]
  options: readonly { id: string; name: string }[]
}

/** What is ticked; what is there no more stays ticked until somebody unticks it: nothing ticked would mean everything. */
export function ticks({ t, again }: { t: T; again: Again }, { name, written, options }: Ticked) {
  const ticked: readonly string[] = isAgain(again) ? chosen.catch([]).parse(again.values[name]) : written
  const gone = ticked.filter((id) => !options.some((one) => one.id === id))
  return {
    name,
    ticked,
    options: [...options, ...gone.map((id) => ({ id, name: t('conversations.level-gone') }))],
    error: again.errors[name],
  }
}
