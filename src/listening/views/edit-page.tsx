import type { Child } from 'hono/jsx'
import { Card } from '../../ui/components/card.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import { QueryForm, type QueryFormProps } from './query-form.tsx'

export interface EditPageProps extends Omit<QueryFormProps, 't'> {
  shell: Shell
  /** The name of the query that is changed. */
  title?: string | undefined
  preview?: Child
}

/** Writing a query, or changing one. */
export const EditPage = ({ shell, title, preview, ...form }: EditPageProps) => {
  const { t } = shell
  const heading = title ? t('listening.edit-title', { name: title }) : t('listening.new')
  return (
    <Desk {...shell} title={heading} current="listening">
      <PaneHead t={t} title={heading} back={form.id ? `/listening/queries/${form.id}` : '/listening'} />
      <PaneBody page>
        <QueryForm t={t} {...form} />
        {preview}
        <Card title={t('listening.guide')} tone="sunk">
          <p>{t('listening.guide-intro')}</p>
          <dl class="facts">
            {examples.map((key) => (
              <div class="facts__one">
                <dt>
                  <code class="query-text">{t(`listening.example-${key}`)}</code>
                </dt>
                <dd>{t(`listening.guide-${key}`)}</dd>
              </div>
            ))}
          </dl>
        </Card>
      </PaneBody>
    </Desk>
  )
}

const examples = ['all', 'any', 'none', 'phrase', 'prefix', 'near', 'who', 'mood', 'where'] as const
