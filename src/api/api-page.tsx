import { z } from 'zod'
import type { T } from '../core/i18n/translator.ts'
import { Card } from '../ui/components/card.tsx'
import { Chip, type Tone } from '../ui/components/chip.tsx'
import { Quiet } from '../ui/quiet.tsx'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'

const tones: Record<Operation['method'], Tone> = {
  get: 'tile',
  post: 'olive',
  put: 'saffron',
  patch: 'saffron',
  delete: 'terracotta',
}

/** The API for people: every operation with what it takes and gives. */
export const ApiPage = ({ t, server }: { t: T; server: string }) => (
  <Quiet t={t} title={t('api-docs.title')} wide>
    <h1>{t('api-docs.title')}</h1>
    <p>{t('api-docs.about')}</p>
    <pre tabindex={0}>
      <code>{`curl -H 'Authorization: Bearer ${t('api-docs.token')}' ${server}/api/v1/conversations?state=waiting`}</code>
    </pre>
    <p>
      <a href="/api/v1/openapi.json">{t('api-docs.document')}</a>
    </p>
    <h2>{t('api-docs.operations')}</h2>
    {operations.map((operation) => (
      <OperationCard t={t} operation={operation} />
    ))}
  </Quiet>
)

const OperationCard = ({ t, operation }: { t: T; operation: Operation }) => (
  <Card id={`${operation.method}${operation.path.replace(/\W+/g, '-')}`}>
    <h3 class="chips">
      <Chip tone={tones[operation.method]}>{operation.method.toUpperCase()}</Chip>
      <code>{operation.path}</code>
    </h3>
    <p lang="en">{operation.about}</p>
    <p>
      {t('api-docs.scope')} <code>{operation.scope}</code>
    </p>
    {operation.query && <Schema title={t('api-docs.query')} schema={operation.query} io="input" />}
    {operation.body && <Schema title={t('api-docs.body')} schema={operation.body} io="input" />}
    {!operation.type && <Schema title={t('api-docs.answer')} schema={operation.answer} io="output" />}
  </Card>
)

const Schema = ({ title, schema, io }: { title: string; schema: z.ZodType; io: 'input' | 'output' }) => (
  <details>
    <summary>{title}</summary>
    <pre tabindex={0}>
      <code>{JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }), undefined, 2)}</code>
    </pre>
  </details>
)
