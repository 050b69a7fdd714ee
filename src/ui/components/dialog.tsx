import type { Child } from 'hono/jsx'
import type { T } from '../../core/i18n/translator.ts'
import { Button, type ButtonProps } from './button.tsx'

export interface DialogProps {
  t: T
  id: string
  title: string
  children?: Child
  wide?: boolean
}

/** The platform's own dialog. Opened by `<DialogButton dialog="id">`, closed by Escape, its cross or its forms. */
export const Dialog = ({ t, id, title, children, wide }: DialogProps) => (
  <dialog id={id} class={wide ? 'dialog dialog--wide' : 'dialog'} aria-labelledby={`${id}-title`} closedby="any">
    <header class="dialog__head">
      <h2 class="dialog__title" id={`${id}-title`}>
        {title}
      </h2>
      <Button variant="plain" icon="x" label={t('ui.close')} type="button" command="close" commandfor={id} />
    </header>
    {children}
  </dialog>
)

export const DialogButton = ({ dialog, ...button }: ButtonProps & { dialog: string }) => (
  <Button {...button} type="button" command="show-modal" commandfor={dialog} aria-haspopup="dialog" />
)
