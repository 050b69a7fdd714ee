import { newId } from '../../lib/ids.ts'
import { Composer } from '../../ui/components/composer.tsx'
import { Emoji, EmojiButton } from '../../ui/components/emoji.tsx'
import { Names } from '../../ui/components/names.tsx'
import { Attachments } from '../attachments/views/strip.tsx'
import { placeOfNote } from '../attachments/views/strip-place.ts'
import type { AnsweringProps } from './answering-props.ts'
import { HandAgain } from './hand-again.tsx'

/** A note to the team, or one that is handed over with. */
export const Noting = (props: AnsweringProps) => {
  const again = props.refused?.note
  if (again?.to === undefined) return <NoteForm {...props} />
  return <HandAgain {...props} {...again} to={again.to} isUnknown={again.isUnknown ?? false} />
}

const NoteForm = ({ t, conversation, refused, here, teammates, viewer, ofNote }: AnsweringProps) => (
  <Composer
    t={t}
    id="note"
    note
    action={`/conversations/${conversation.id}/notes`}
    send={t('conversations.keep-note')}
    sendIcon="sticky-note"
    label={t('conversations.note-to-team')}
    text={refused?.note?.text ?? ''}
    error={refused?.note?.reason}
    placeholder={t('conversations.note-hint')}
    fields={{ id: newId(), back: here }}
    multipart
    actions={<EmojiButton t={t} into="note-text" />}
  >
    <Attachments t={t} place={placeOfNote(conversation.id)} attachments={ofNote} version="" />
    <Emoji t={t} into="note-text" />
    <Names
      into="note-text"
      names={teammates.filter((one) => one.id !== viewer.id).map((one) => one.name)}
      label={t('conversations.colleagues')}
    />
  </Composer>
)
