import type { T } from '../../core/i18n/translator.ts'
import type { Viewer } from '../../core/web.ts'
import { newId } from '../../lib/ids.ts'
import { Composer } from '../../ui/components/composer.tsx'
import { Field } from '../../ui/components/field.tsx'
import { Names } from '../../ui/components/names.tsx'
import { assigneeLabel } from '../absence/label.ts'
import type { Team, Teammate } from '../assignees.ts'
import type { Conversation } from '../conversation.ts'

export interface HandAgainProps {
  t: T
  conversation: Pick<Conversation, 'id'>
  teammates: readonly Teammate[]
  teams: readonly Team[]
  viewer: Pick<Viewer, 'id'>
  here: string
  text: string
  reason: string
  to: string
  /** It was refused for whom it was to go to, not for the text. */
  isUnknown: boolean
}

/** The note of a hand-over that was refused: mended and sent, it hands over. */
export const HandAgain = (props: HandAgainProps) => {
  const { t, conversation, teammates, teams, viewer, here, text, reason, to, isUnknown } = props
  return (
    <Composer
      t={t}
      id="note"
      note
      name="note"
      action={`/conversations/${conversation.id}/assignment`}
      send={t('conversations.hand-over')}
      sendIcon="sticky-note"
      label={t('conversations.hand-note')}
      text={text}
      {...(isUnknown ? {} : { error: reason })}
      fields={{ _method: 'PUT', note_id: newId(), back: here }}
    >
      <Names
        into="note-text"
        names={teammates.filter((one) => one.id !== viewer.id).map((one) => one.name)}
        label={t('conversations.colleagues')}
      />
      <Field
        name="to"
        type="select"
        label={t('conversations.hand-to')}
        id="hand-again"
        options={receivers(t, teammates, teams, to)}
        value={to}
        {...(isUnknown ? { error: reason } : {})}
        required
      />
    </Composer>
  )
}

/** Whoever is not among them any more is asked for again, never exchanged for the first of the list. */
function receivers(t: T, teammates: readonly Teammate[], teams: readonly Team[], to: string) {
  const all = [
    ...teammates.map((mate) => ({ value: `user:${mate.id}`, label: assigneeLabel(t, mate) })),
    ...teams.map((team) => ({ value: `team:${team.id}`, label: team.name })),
  ]
  return all.some((one) => one.value === to) ? all : [{ value: '', label: '' }, ...all]
}
