import { type Again, Asked, chosen, Wrong } from '../../../access/index.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { PaneBody, PaneHead } from '../../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../../ui/desk.tsx'
import type { Skills } from '../skills.ts'

type Named = readonly { id: string; name: string }[]

export interface SkillsProps {
  shell: Shell
  skills: Skills
  networks: Named
  topics: Named
  again: Again
  mayChange: boolean
}

/** What somebody is good at, as they or whoever leads them say. */
export const SkillsPage = ({ shell, skills, networks, topics, again, mayChange }: SkillsProps) => {
  const { t } = shell
  const title = t('conversations.skills-of', { name: skills.user.name })
  return (
    <Desk {...shell} title={title} current="me">
      <PaneHead t={t} title={title} subtitle={t('conversations.skills-intro')} />
      <PaneBody page>
        <Wrong again={again} />
        <Card>
          <Form action={`/skills/${skills.user.id}`} method="put">
            <Asked
              again={again}
              name="languages"
              label={t('conversations.skills-languages')}
              help={t('conversations.level-languages-help')}
              otherwise={skills.languages.join(', ')}
              maxlength={300}
              autocomplete="off"
            />
            <Boxes
              again={again}
              name="networks"
              label={t('conversations.skills-networks')}
              ticked={skills.networks}
              all={networks}
            />
            <Boxes
              again={again}
              name="topics"
              label={t('conversations.skills-topics')}
              ticked={skills.topics}
              all={topics}
            />
            {mayChange && (
              <div class="actions">
                <Button variant="primary" icon="save">
                  {t('conversations.level-save')}
                </Button>
              </div>
            )}
          </Form>
        </Card>
      </PaneBody>
    </Desk>
  )
}

interface BoxesProps {
  again: Again
  name: string
  label: string
  ticked: readonly string[]
  all: Named
}

const Boxes = ({ again, name, label, ticked: before, all }: BoxesProps) => {
  const isAgain = Object.keys(again.values).length > 0
  const ticked: readonly string[] = isAgain ? chosen.catch([]).parse(again.values[name]) : before
  if (all.length === 0) return null
  return (
    <fieldset class="choices choices--inline">
      <legend class="field__label">{label}</legend>
      {all.map(({ id, name: called }) => (
        <label class="choices__option">
          <input type="checkbox" name={name} value={id} checked={ticked.includes(id)} />
          <span>{called}</span>
        </label>
      ))}
    </fieldset>
  )
}
