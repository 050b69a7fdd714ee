import type { T } from '../../../core/i18n/translator.ts'
import { shortened } from '../../../lib/shortened.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Choices } from '../../../ui/components/field.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { titleOf } from '../../views/head.tsx'
import { withoutNames } from '../../views/where.tsx'
import type { Compared } from '../compare.ts'
import type { Around } from './around.ts'
import { Beside } from './beside.tsx'
import { ComparedCard } from './compared.tsx'

export interface MergePageProps extends Around {
  here: Compared
  there: Compared
}

/** Both conversations before they become one, and what will be so then. */
export const MergePage = (props: MergePageProps) => {
  const { shell, connectors, here, there } = props
  const { t } = shell
  const { id } = here.conversation
  return (
    <Beside {...props} title={t('conversations.merge-these')} id={id} back={`/conversations/${id}/merge`}>
      <div class="compared-two">
        <ComparedCard t={t} connectors={connectors} it={here} />
        <ComparedCard t={t} connectors={connectors} it={there} />
      </div>
      <Form action={`/conversations/${id}/merge`}>
        <input type="hidden" name="other" value={there.conversation.id} />
        <Choices
          name="stays"
          label={t('conversations.merge-stays')}
          help={t('conversations.merge-stays-help')}
          value="this"
          options={[
            { value: 'this', label: titled(t, here) },
            { value: 'other', label: titled(t, there) },
          ]}
        />
        <ul class="compared-then">
          {whatHappens(t, here, there).map((one) => (
            <li>{one}</li>
          ))}
        </ul>
        <div class="actions">
          <Button variant="primary" icon="git-merge">
            {t('conversations.merge-do')}
          </Button>
          <Button href={`/conversations/${id}`} variant="plain">
            {t('conversations.merge-not')}
          </Button>
        </div>
      </Form>
    </Beside>
  )
}

/** Both may be of the same person at the same window: what was said last tells them apart. */
function titled(t: T, { conversation, faces, latest }: Compared): string {
  const excerpt = shortened(withoutNames(latest.at(-1)?.text ?? '').trim(), 60)
  return `${titleOf(t, conversation, faces)} · ${conversation.channel.name}${excerpt ? ` · ${t('ui.quoted', { text: excerpt })}` : ''}`
}

function whatHappens(t: T, here: Compared, there: Compared): string[] {
  const [one, other] = [here.conversation, there.conversation]
  const holders = [one, other].map(({ assignment }) => assignment?.user ?? assignment?.team)
  const said = [t('conversations.merge-then-later')]
  if (one.state !== other.state) said.push(t('conversations.merge-then-open'))
  if (holders[0] && holders[1] && holders[0].id !== holders[1].id) said.push(t('conversations.merge-then-holder'))
  else if (holders[0] || holders[1])
    said.push(t('conversations.merge-then-with', { name: holders[0]?.name ?? holders[1]?.name ?? '' }))
  if (one.waitingSince || other.waitingSince) said.push(t('conversations.merge-then-clock'))
  if (one.channel.id !== other.channel.id) said.push(t('conversations.merge-then-answer'))
  said.push(t('conversations.merge-then-undo'))
  return said
}
