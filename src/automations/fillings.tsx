import { conversationDeeds, conversationHappenings, conversationsDeeds } from '../conversations/index.ts'
import type { Core } from '../core/core.ts'
import { Button } from '../ui/components/button.tsx'
import { Deed } from '../ui/components/form.tsx'
import { Menu } from '../ui/components/menu.tsx'
import { Icon } from '../ui/icons.tsx'
import { type Filling, fill } from '../ui/slots.ts'
import { findMacros } from './macro.ts'
import { findUndoable } from './run.ts'
import { batchesPath } from './views/batch-page.tsx'
import { macrosPath } from './views/macros-page.tsx'

/** The macros that whoever looks at a conversation can run on it. */
export const automationFillings = ({ db }: Pick<Core, 'db'>): readonly Filling[] => [
  fill(conversationDeeds, async ([id = ''], { t, viewer }) => {
    if (!viewer.can.has('close')) return new Map()
    const macros = await findMacros(db, viewer)
    if (macros.length === 0) return new Map()
    const items = macros.map((macro) => ({
      label: macro.name,
      icon: 'check-check' as const,
      action: `/conversations/${id}/macros/${macro.id}`,
    }))
    const menu = (
      <Menu
        id="macros"
        button={{ icon: 'check-check', variant: 'plain', label: t('automations.macro-run'), 'data-key': 'd' }}
        items={[...items, { label: t('automations.macros-all'), icon: 'settings', href: macrosPath }]}
      />
    )
    return new Map([[id, menu]])
  }),
  fill(conversationHappenings, async (ids, { t, viewer }) => {
    if (!viewer.can.has('close')) return new Map()
    const runs = await findUndoable(db, ids, viewer)
    return new Map(
      runs.map(({ id, macro }) => [
        id,
        <Deed action={`${macrosPath}/runs/${id}/undoing`} method="put">
          <Button small variant="plain" icon="undo-2">
            {t('automations.macro-undo', { name: macro })}
          </Button>
        </Deed>,
      ]),
    )
  }),
  fill(conversationsDeeds, async ([id = ''], { t, viewer }) => {
    if (!viewer.can.has('close')) return new Map()
    const macros = await findMacros(db, viewer)
    if (macros.length === 0) return new Map()
    const menu = (
      <>
        <Button
          type="button"
          icon="check-check"
          label={t('automations.macro-run')}
          popovertarget="bulk-macros"
          data-bulk-key="d"
        />
        <div id="bulk-macros" class="menu" popover="auto">
          <ul class="menu__list">
            {macros.map((macro) => (
              <li>
                <button type="submit" class="menu__item" name="macro" value={macro.id} formaction={batchesPath}>
                  <Icon name="check-check" />
                  <span>{macro.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      </>
    )
    return new Map([[id, menu]])
  }),
]
