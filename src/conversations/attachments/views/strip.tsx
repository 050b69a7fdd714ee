import { isPicture } from '../../../core/files/sniff.ts'
import type { T } from '../../../core/i18n/translator.ts'
import type { Words } from '../../../lib/words.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Icon } from '../../../ui/icons.tsx'
import type { Attachment } from '../attachment.ts'
import { kindNames, megabytes, type Taking, whyNot } from '../limits.ts'

export interface StripProps {
  t: T
  conversationId: string
  attachments: readonly Attachment[]
  taking: Taking
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
  const { t, conversationId, version } = props
  return (
    <t-attachments
      class="attachments"
      data-url={`/conversations/${conversationId}/attachments`}
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
  const { t, attachments, taking, refused = [], removed, version } = props
  const most = taking.takes?.most ?? 0
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
            formaction={`/attachments/${removed.id}/place?_method=put`}
            formnovalidate
          >
            {t('conversations.attach-back')}
          </Button>
        </p>
      )}
      {attachments.length > 0 && (
        <ul class="attachments__list" aria-label={t('conversations.attached')}>
          {attachments.map((one) => (
            <Item {...props} attachment={one} />
          ))}
        </ul>
      )}
      {attachments.length > 0 && taking.takes && (
        <p class="attachments__thread soft">{t('conversations.attach-first')}</p>
      )}
      {taking.takes && attachments.length < most && <Add {...props} />}
      {!taking.takes && taking.why && (
        <p class="attachments__none soft">
          <Icon name="image" size="small" /> <span>{t.words(taking.why)}</span>
        </p>
      )}
    </div>
  )
}

const Item = ({ t, attachment, taking, asksForAlt }: StripProps & { attachment: Attachment }) => {
  const { id, name, alt, bytes, size, file, mime } = attachment
  const not = whyNot(attachment, taking)
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
          maxlength={taking.takes?.altMax ?? 2000}
          placeholder={t('conversations.alt-hint')}
          {...(asked ? { 'aria-invalid': 'true', autofocus: true } : {})}
        >
          {alt}
        </textarea>
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
        formaction={`/attachments/${id}?_method=delete`}
        formnovalidate
      />
    </li>
  )
}

/** A field for files that looks like a button, and without script is one beside which the file's name stands. */
const Add = ({ t, conversationId, taking }: StripProps) => {
  const { takes, network } = taking
  if (!takes) return null
  const id = `attach-${conversationId}`
  const allPictures = Object.keys(takes.kinds).every((kind) => kind.startsWith('image/'))
  const limits = t(allPictures ? 'conversations.attach-limits' : 'conversations.attach-limits-files', {
    network,
    most: takes.most,
    kinds: kindNames(takes),
    max: megabytes(Math.max(...Object.values(takes.kinds))),
  })
  return (
    <div class="attachments__add">
      <label class="button button--soft button--small" for={id} title={limits}>
        <Icon name={allPictures ? 'image' : 'paperclip'} />
        <span class="button__text">{t(allPictures ? 'conversations.attach' : 'conversations.attach-file')}</span>
      </label>
      <input
        class="attachments__input"
        type="file"
        id={id}
        name="files[]"
        multiple
        accept={Object.keys(takes.kinds).join(',')}
        aria-describedby={`${id}-limits`}
      />
      <Button
        class="attachments__upload"
        small
        icon="upload"
        formaction={`/conversations/${conversationId}/attachments`}
        formnovalidate
      >
        {t('conversations.attach-upload')}
      </Button>
      <span class="attachments__limits soft" id={`${id}-limits`}>
        {limits}
      </span>
    </div>
  )
}
