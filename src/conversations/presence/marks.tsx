import type { T } from '../../core/i18n/translator.ts'
import { Avatar } from '../../ui/components/avatar.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { Present } from './who.ts'

interface MarksProps {
  t: T
  /** Everybody who is there; live, also whoever is looking at this: their browser leaves them out. */
  present: readonly Present[]
}

const most = 8

/** The place in a row of a list where it stands who is at that conversation. */
export const RowMarks = ({ conversationId, ...props }: MarksProps & { conversationId: string }) => (
  <span class="here" data-here={conversationId}>
    <Marks {...props} />
  </span>
)

/** Their faces, with words for those who hear the page; a pencil on who writes. */
export const Marks = ({ t, present }: MarksProps) => (
  <>
    {present.slice(0, most).map((one) => (
      <t-here class={`here__one here__one--${one.doing}`} data-who={one.id} title={saying(t, one)}>
        <Avatar name={one.name} id={one.id} size="small" />
        {one.doing === 'writing' && <Icon name="pencil" size="small" />}
        <span class="visually-hidden">{saying(t, one)} </span>
      </t-here>
    ))}
  </>
)

export const lineId = (conversationId: string): string => `here-${conversationId}`

/** The same in the head of the conversation, with words for everybody. */
export const Line = ({ t, present }: MarksProps) => (
  <>
    {present.slice(0, most).map((one) => (
      <t-here class={`here__one here__one--${one.doing}`} data-who={one.id} title={saying(t, one)}>
        <Avatar name={one.name} id={one.id} size="small" />
        {one.doing === 'writing' && <Icon name="pencil" size="small" />}
        <span class="here__words">{saying(t, one)}</span>
      </t-here>
    ))}
  </>
)

export const writersId = (conversationId: string): string => `writers-${conversationId}`

/** Beside the composer: who writes now too. Said once to whoever hears the page. */
export const Writers = ({ t, present }: MarksProps) => (
  <>
    {present
      .filter((one) => one.doing === 'writing')
      .slice(0, most)
      .map((one) => (
        <t-here class="writers__one" data-who={one.id} data-say="">
          <Icon name="pencil" size="small" />
          <span>{t('conversations.here-writing-too', { name: one.name })}</span>
        </t-here>
      ))}
  </>
)

const saying = (t: T, { doing, name }: Present): string => t(`conversations.here-${doing}`, { name })
