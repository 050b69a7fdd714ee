import type { Child } from 'hono/jsx'
import type { T } from '../../core/i18n/translator.ts'
import { Button } from './button.tsx'
import { Card } from './card.tsx'
import { Deed } from './form.tsx'

interface Rule {
  id: string
  name: string
}

export interface InOrderProps<R extends Rule> {
  t: T
  /** Of their page; each has one of its own below it, and its `place`. */
  path: string
  /** What the address of a card begins with: `rule` for `#rule-…`. */
  called: string
  rules: readonly R[]
  /** What one says. */
  told: (rule: R) => Child
}

/** Rules of which the first that fits holds, or which act one after the other: each with its place and the way to change it. */
export const InOrder = <R extends Rule>({ t, path, called, rules, told }: InOrderProps<R>) => (
  <>
    {rules.map((rule, at) => (
      <Card
        title={`${at + 1}. ${rule.name}`}
        id={`${called}-${rule.id}`}
        actions={
          <>
            {at > 0 && <Move {...{ t, path, rule }} to="up" />}
            {at < rules.length - 1 && <Move {...{ t, path, rule }} to="down" />}
            <Button small href={`${path}/${rule.id}`}>
              {t('ui.open')}
            </Button>
          </>
        }
      >
        {told(rule)}
      </Card>
    ))}
  </>
)

const Move = ({ t, path, rule: { id, name }, to }: { t: T; path: string; rule: Rule; to: 'up' | 'down' }) => (
  <Deed action={`${path}/${id}/place`} method="put" fields={{ to }}>
    <Button variant="plain" small icon={to === 'up' ? 'arrow-up' : 'arrow-down'} label={t(`ui.move-${to}`, { name })} />
  </Deed>
)
