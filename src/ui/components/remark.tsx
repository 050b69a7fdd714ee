import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '../icons.tsx'
import { classes, type Extra } from './attributes.ts'

export type RemarkProps = Extra & {
  id?: string
  avatar: Child
  name: Child
  /** Softly after the name: their handle. */
  handle?: Child
  time?: Child
  /** `them`: heard. `us`: what we answered. `note`: to the team only. */
  tone?: 'them' | 'us' | 'note'
  /** An answer to another one: set in. */
  answer?: boolean
  /** What was said. */
  children?: Child
  chips?: Child
  /** How it is read, under what was said. */
  reading?: Child
  /** Deeds on this message. */
  actions?: Child
  /** Sending, sent, failed. */
  state?: Child
}

/** Something that somebody said in a conversation. */
export const Remark = (props: RemarkProps) => {
  const {
    id,
    avatar,
    name,
    handle,
    time,
    tone = 'them',
    answer,
    children,
    chips,
    reading,
    actions,
    state,
    ...rest
  } = props
  return (
    <article class={classes('remark', `remark--${tone}`, answer && 'remark--answer')} {...(id ? { id } : {})} {...rest}>
      {avatar}
      <div class="remark__body">
        <header class="remark__head">
          <b class="remark__name">{name}</b>
          {handle !== undefined && <span class="remark__handle">{handle}</span>}
          {time !== undefined && <span class="remark__time">{time}</span>}
          {actions !== undefined && <span class="remark__actions">{actions}</span>}
        </header>
        <div class="remark__text">{children}</div>
        {chips !== undefined && <div class="chips">{chips}</div>}
        {reading}
        {state !== undefined && <p class="remark__state">{state}</p>}
      </div>
    </article>
  )
}

/** Something that happened to the conversation: who took it, who closed it. */
export const Happened = ({ icon, children, id }: { icon: IconName; children?: Child; id?: string }) => (
  <p class="happened" {...(id ? { id } : {})}>
    <Icon name={icon} size="small" />
    <span>{children}</span>
  </p>
)
