import type { Child } from 'hono/jsx'
import type { T } from '../../core/i18n/translator.ts'
import type { TextLimit } from '../../lib/text-limit.ts'
import { Icon, type IconName } from '../icons.tsx'
import { pluralForms } from './arrivals.tsx'
import { classes } from './attributes.ts'
import { Button } from './button.tsx'
import { Form } from './form.tsx'

export interface ComposerProps {
  t: T
  id: string
  /** Where it is sent (POST). */
  action: string
  /** Exactly what the button does: "Send to Mastodon". */
  send: string
  sendIcon?: IconName
  /** What was written so far. */
  text?: string
  name?: string
  /** Who reads it and where: "Answer in public on Mastodon, to Lucía and Rosa". */
  audience?: Child
  /** How the network counts; without it nothing is counted. */
  limit?: TextLimit | undefined
  /** Split, every message names those whom the text names first. */
  nameEach?: boolean
  /** The network's name, for the offer to split. Without it a long text is not offered to be split. */
  network?: string | undefined
  /** Where drafts are kept (PUT `text`). */
  draftUrl?: string | undefined
  /** The draft that is kept there, where the text begins as something else. */
  draft?: string | undefined
  draftVersion?: number | undefined
  /** Files may come with it. */
  multipart?: boolean
  error?: string | undefined
  fields?: Record<string, string>
  /** Whether everybody will read it, or only whom it is for. */
  openness?: 'public' | 'private' | undefined
  /** The tone of a note to the team. */
  note?: boolean
  /** Between the text and the buttons: the coach. */
  children?: Child
  /** Beside the send button. */
  actions?: Child
  placeholder?: string
  label?: string
}

/** Where an answer is written: counted as its network counts, split into a thread when asked, its draft kept. */
export const Composer = (props: ComposerProps) => {
  const { t, id, action, text = '', name = 'text', audience, error, fields = {}, note, openness, children } = props
  return (
    <t-composer
      class={classes('composer', note && 'composer--note', openness && `composer--${openness}`)}
      id={id}
      {...told(props)}
    >
      <Form action={action} class="composer__form" {...(props.multipart ? { multipart: true } : {})}>
        {/* What Enter in a field presses is a form's first button: else that would take a picture away. */}
        <button type="submit" class="composer__default" data-default="" />
        {Object.entries(fields).map(([field, value]) => (
          <input type="hidden" name={field} value={value} />
        ))}
        {audience !== undefined && <p class="composer__audience">{audience}</p>}
        <textarea
          class="composer__text"
          id={`${id}-text`}
          name={name}
          rows={3}
          required
          dir="auto"
          aria-label={props.label ?? t('ui.reply-text')}
          aria-describedby={`${id}-count${error ? ` ${id}-error` : ''}`}
          {...(error ? { 'aria-invalid': 'true' } : {})}
          {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        >
          {text}
        </textarea>
        {error && (
          <p class="field__error" id={`${id}-error`}>
            <Icon name="circle-alert" size="small" />
            {error}
          </p>
        )}
        {props.network && <Split t={t} network={props.network} />}
        {children}
        <Foot {...props} />
      </Form>
    </t-composer>
  )
}

/** Sentences and rules that the element needs, as data. */
const told = ({ t, limit, draftUrl, draft, draftVersion, text, nameEach }: ComposerProps) => ({
  ...(nameEach ? { 'data-name-each': '' } : {}),
  ...(limit ? { 'data-limit': JSON.stringify(limit) } : {}),
  ...(draftUrl ? { 'data-draft-url': draftUrl } : {}),
  ...(draftVersion ? { 'data-draft-version': draftVersion } : {}),
  ...(draftUrl && (draft ?? '') !== (text ?? '') ? { 'data-draft': draft ?? '' } : {}),
  'data-written': t('ui.written', { written: '{written}', max: '{max}' }),
  'data-over': JSON.stringify(pluralForms(t, 'ui.over')),
  'data-saving': t('ui.draft-saving'),
  'data-saved': t('ui.draft-saved'),
  'data-kept': t('ui.draft-kept'),
  'data-arrived': t('ui.draft-arrived'),
})

const Split = ({ t, network }: { t: T; network: string }) => (
  <div class="composer__split" data-split="" data-forms={JSON.stringify(pluralForms(t, 'ui.as-thread'))}>
    <label class="composer__as-thread">
      <input type="checkbox" name="split" value="1" />
      <span>{t('ui.split')}</span>
      <span class="soft" data-thread="" />
    </label>
    <p class="field__help">{t('ui.split-help', { network })}</p>
    <ol class="composer__parts" data-parts="" hidden tabindex={0} />
  </div>
)

const Foot = ({ t, id, send, sendIcon = 'send', actions }: ComposerProps) => (
  <div class="composer__foot">
    <Button variant="primary" icon={sendIcon} data-send="" data-key="Ctrl Enter">
      {send}
    </Button>
    {actions}
    <span class="composer__draft" data-draft-state="" role="status" aria-live="polite" />
    <output class="composer__count" id={`${id}-count`} for={`${id}-text`} />
    <span class="visually-hidden">{t('ui.keys-send')}</span>
  </div>
)
