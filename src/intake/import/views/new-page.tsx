import type { Channel } from '../../../channels/index.ts'
import type { Refusal } from '../../../core/errors.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Empty } from '../../../ui/components/empty.tsx'
import { Field } from '../../../ui/components/field.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { PaneBody, PaneHead } from '../../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../../ui/desk.tsx'
import { maxFileBytes } from '../files.ts'

export interface NewImportProps {
  shell: Shell
  channels: readonly Channel[]
  chosen: string | undefined
  refusal?: Refusal
}

/** Which file, and for which window. */
export const NewImportPage = (props: NewImportProps) => {
  const { t } = props.shell
  return (
    <Desk {...props.shell} title={t('import.new')} current="house">
      <PaneHead t={t} title={t('import.new')} subtitle={t('import.new-intro')} back="/imports" />
      <PaneBody page>
        {props.channels.length === 0 ? (
          <Empty
            title={t('import.no-windows')}
            icon="ear"
            action={
              <Button variant="primary" icon="plus" href="/channels/new">
                {t('import.add-window')}
              </Button>
            }
          >
            {t('import.no-windows-help')}
          </Empty>
        ) : (
          <Upload {...props} />
        )}
      </PaneBody>
    </Desk>
  )
}

const Upload = ({ shell: { t }, channels, chosen, refusal }: NewImportProps) => {
  const error = (field: string) => {
    const words = refusal?.fields[field]
    return words && t.words(words)
  }
  return (
    <Form action="/imports" multipart data-turbo="false">
      {refusal && Object.keys(refusal.fields).length === 0 && <Notice tone="error">{t.words(refusal.words)}</Notice>}
      <Field
        name="channel"
        label={t('import.window')}
        help={t('import.window-help')}
        type="select"
        value={chosen}
        options={channels.map(({ id, name }) => ({ value: id, label: name }))}
        error={error('channel')}
      />
      <Field
        name="file"
        label={t('import.file')}
        help={t('import.file-help', { gigabytes: maxFileBytes / 1024 ** 3 })}
        type="file"
        accept=".csv,.tsv,.txt,.jsonl,.ndjson,text/csv,text/tab-separated-values,text/plain"
        required
        error={error('file')}
      />
      <div class="actions">
        <Button variant="primary" icon="eye">
          {t('import.upload')}
        </Button>
      </div>
    </Form>
  )
}
