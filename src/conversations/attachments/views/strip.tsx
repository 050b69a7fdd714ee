import { isPicture } from '../../../core/files/sniff.ts'
import type { T } from '../../../core/i18n/translator.ts'
import type { Words } from '../../../lib/words.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Icon } from '../../../ui/icons.tsx'
import type { Attachment } from '../attachment.ts'
import type { StripPlace } from './strip-place.ts'

export interface StripProps {
  t: T
  /** What they go with. */
  place: StripPlace
  attachments: readonly Attachment[]
  /** Changes whenever anything of it does. */
  version: string
  /** What was just refused, and why. */
  refused?: readonly Words[] | undefined
  /** Just taken away: it can be put back. */
  removed?: Attachment | undefined
  /** Was sent without saying what is to be seen. */
  asksForAlt?: boolean | undefined
}

/** Under the text: what goes with it, each with what is to be seen in it; and how to add more. */
export const Attachments = (props: StripProps) => {
  const { t, place, version } = props
  return (
    <t-attachments
      class="attachments"
      data-url={place.url}
      data-one={place.one}
      {...(place.shared ? { 'data-shared': '' } : {})}
      data-version={version}
      data-sending={t('conversations.attach-sending')}
      data-failed={t('conversations.attach-failed')}
    >
      <div class="attachments__strip" data-strip="">
        <Strip {...props} />
      </div>
      <progress class="attachments__progress" max="1" aria-label={t('conversations.attach-sending')} hidden />
      <p class="attachments__status soft" role="status" data-status="" />
      <p class="attachments__drop" aria-hidden="true">
        <Icon name="image" /> {t('conversations.attach-drop')}
      </p>
    </t-attachments>
  )
}

/** What of it changes. */
export const Strip = (props: StripProps) => {
  const { t, place, attachments, refused = [], removed, version } = props
  const { takes } = place
  return (
    <div class="attachments__inside" data-version={version}>
      {refused.map((why) => (
        <p class="field__error" role="alert">
          <Icon name="circle-alert" size="small" />
          <span>{t.words(why)}</span>
        </p>
      ))}
      {removed && (
        <p class="soft">
          {t('conversations.attach-removed', { name: removed.name })}{' '}
          <Button
            variant="plain"
            small
            icon="undo-2"
            name="_method"
            value="put"
            formaction={`${place.one}/${removed.id}/place?_method=put`}
            formnovalidate
          >
            {t('conversations.attach-back')}
          </Button>
        </p>
      )}
      {attachments.length > 0 && (
        <ul class="attachments__list" aria-label={t(place.label)}>
          {attachments.map((one) => (
            <Item {...props} attachment={one} />
          ))}
        </ul>
      )}
      {attachments.length > 0 && takes && place.under && <p class="attachments__thread soft">{t.words(place.under)}</p>}
      {takes && attachments.length < takes.most && <Add t={t} place={place} takes={takes} />}
      {!takes && place.why && (
        <p class="attachments__none soft">
          <Icon name="image" size="small" /> <span>{t.words(place.why)}</span>
        </p>
      )}
    </div>
  )
}

const Item = ({ t, attachment, place, asksForAlt }: StripProps & { attachment: Attachment }) => {
  const { id, name, alt, bytes, size, file, mime } = attachment
  const not = place.whyNot(attachment)
  const asked = asksForAlt === true && alt === '' && isPicture(mime)
  return (
    <li class="attachment" id={`attachment-${id}`}>
      <input type="hidden" name="attachments[]" value={id} />
      <a
        class="attachment__picture"
        href={file}
        target="_blank"
        rel="noopener"
        aria-label={t('conversations.attach-open', { name })}
      >
        {isPicture(mime) ? (
          <img src={file} alt="" {...(size ?? {})} decoding="async" />
        ) : (
          <Icon name="file-text" size="large" />
        )}
      </a>
      <div class="attachment__said">
        <p class="attachment__head">
          <span class="attachment__name">{name}</span>
          <span class="soft">
            {t.bytes(bytes)}
            {size && ` · ${size.width} × ${size.height}`}
          </span>
        </p>
        {isPicture(mime) || place.shared ? (
          <Alt t={t} id={id} alt={alt} max={place.takes?.altMax ?? 2000} asked={asked} />
        ) : (
          <input type="hidden" name="alts[]" value={alt} data-alt={id} />
        )}
        {not && (
          <p class="field__error">
            <Icon name="circle-alert" size="small" />
            <span>{t.words(not)}</span>
          </p>
        )}
      </div>
      <Button
        variant="plain"
        small
        icon="x"
        label={t('conversations.attach-remove', { name })}
        name="_method"
        value="delete"
        formaction={`${place.one}/${id}?_method=delete`}
        formnovalidate
      />
    </li>
  )
}

const Alt = ({ t, id, alt, max, asked }: { t: T; id: string; alt: string; max: number; asked: boolean }) => (
  <>
    <label class="attachment__label" for={`alt-${id}`}>
      {t('conversations.alt')}
    </label>
    <textarea
      class="attachment__alt"
      id={`alt-${id}`}
      name="alts[]"
      rows={2}
      dir="auto"
      data-alt={id}
      maxlength={max}
      placeholder={t('conversations.alt-hint')}
      {...(asked ? { 'aria-invalid': 'true', autofocus: true } : {})}
    >
      {alt}
    </textarea>
  </>
)

/** A field for files that looks like a button, and without script is one beside which the file's name stands. */
const Add = ({ t, place, takes }: { t: T; place: StripPlace; takes: NonNullable<StripPlace['takes']> }) => {
  const limits = t.words(takes.limits)
  return (
    <div class="attachments__add">
      <label class="button button--soft button--small" for={place.id} title={limits}>
        <Icon name={takes.icon} />
        <span class="button__text">{t(takes.label)}</span>
      </label>
      <input
        class="attachments__input"
        type="file"
        id={place.id}
        name="files[]"
        multiple
        {...(takes.accept ? { accept: takes.accept } : {})}
        aria-describedby={`${place.id}-limits`}
      />
      {place.shared && (
        <Button class="attachments__upload" small icon="upload" formaction={place.url} formnovalidate>
          {t('conversations.attach-upload')}
        </Button>
      )}
      <span class="attachments__limits soft" id={`${place.id}-limits`}>
        {limits}
      </span>
    </div>
  )
}
