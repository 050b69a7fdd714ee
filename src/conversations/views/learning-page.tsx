import { HouseFrame, type HouseProps } from '../../access/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { Field } from '../../ui/components/field.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { Pager } from '../../ui/components/pager.tsx'
import { Section } from '../../ui/components/pane.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { KeptCorrection } from '../find-corrections.ts'
import type { Learned } from '../learned.ts'
import type { CountedTopic } from '../topics.ts'
import { inWords, languageName } from './reading-words.ts'

export interface LearningProps extends HouseProps {
  topics: readonly CountedTopic[]
  learned: Learned | undefined
  corrections: readonly KeptCorrection[]
  after: string | undefined
  isFirst: boolean
}

const path = '/settings/learning'

/** What people have taught it: the organisation's topics, and every correction with who and when. */
export const LearningPage = ({ topics, learned, corrections, after, isFirst, ...house }: LearningProps) => {
  const { t } = house.shell
  return (
    <HouseFrame {...house} path={path} title={t('conversations.learning')} intro={t('conversations.learning-intro')}>
      <Taught t={t} learned={learned} />
      <Section title={t('conversations.topics')}>
        <Topics t={t} topics={topics} />
      </Section>
      <Section
        title={t('conversations.corrections')}
        actions={
          corrections.length > 0 && (
            <Button href={`${path}/export`} icon="download" small variant="plain" data-turbo="false">
              {t('conversations.learning-export')}
            </Button>
          )
        }
      >
        <Corrections t={t} corrections={corrections} />
        <Pager t={t} older={after && `${path}?after=${after}`} newer={isFirst ? undefined : path} />
      </Section>
    </HouseFrame>
  )
}

/** Whether it is used, how much of it, and by what figures that was decided. */
const Taught = ({ t, learned }: { t: T; learned: Learned | undefined }) => {
  if (!learned || learned.lessons === 0) return <Notice>{t('conversations.learned-nothing')}</Notice>
  const { layer, lessons, figures } = learned
  const how = !isUsed(layer) ? 'unused' : layer.heldBack > 0 ? 'part' : 'used'
  return (
    <Section title={t('conversations.learned')}>
      <Notice tone={how === 'unused' ? 'careful' : 'good'}>
        {t(`conversations.learned-${how}`, { lessons })} <Time t={t} at={learned.learnedAt} />
      </Notice>
      <details class="why">
        <summary>{t('conversations.learned-figures')}</summary>
        <Table
          caption={t('conversations.learned-figures')}
          columns={[
            { label: t('conversations.figure-what') },
            { label: t('conversations.figure-shipped'), numeric: true },
            { label: t('conversations.figure-taught'), numeric: true },
          ]}
          rows={figures.map((one) => [
            `${t(`conversations.read-${one.what === 'sentiment' ? 'mood' : one.what}`)}, ${languageName(t, one.language)}`,
            hundredths(t, one.shipped),
            hundredths(t, one.taught),
          ])}
        />
      </details>
    </Section>
  )
}

/** Topics alone teach no mood, and do it no harm. */
const isUsed = (layer: Learned['layer']): layer is NonNullable<typeof layer> =>
  layer !== null && (layer.added.length > 0 || layer.heldBack === 0)

const hundredths = (t: T, f1: number): string => t.number(Math.round(f1 * 1000) / 10)

const Topics = ({ t, topics }: { t: T; topics: readonly CountedTopic[] }) => (
  <Card>
    <p class="soft">{t('conversations.topics-help')}</p>
    {topics.length > 0 && (
      <Table
        caption={t('conversations.topics')}
        columns={[
          { label: t('conversations.topic') },
          { label: t('conversations.topic-messages'), numeric: true },
          { label: t('conversations.topic-deeds'), quiet: true },
        ]}
        rows={topics.map((topic) => [
          <Rename t={t} topic={topic} />,
          <a href={`/conversations?view=open&topic=${encodeURIComponent(topic.name)}`}>{t.number(topic.messages)}</a>,
          <Deed action={`${path}/topics/${topic.id}`} method="delete">
            <Button
              variant="plain"
              small
              icon="trash-2"
              label={t('conversations.topic-remove', { name: topic.name })}
            />
          </Deed>,
        ])}
      />
    )}
    <Form action={`${path}/topics`} inline>
      <Field name="name" label={t('conversations.topic-new')} required maxlength={60} autocomplete="off" />
      <Button icon="plus">{t('conversations.topic-add')}</Button>
    </Form>
  </Card>
)

const Rename = ({ t, topic }: { t: T; topic: CountedTopic }) => (
  <Form action={`${path}/topics/${topic.id}`} method="put" inline>
    <Field
      id={`topic-${topic.id}`}
      name="name"
      label={t('conversations.topic-name', { name: topic.name })}
      quiet
      value={topic.name}
      required
      maxlength={60}
      autocomplete="off"
    />
    <Button variant="plain" small icon="save" label={t('conversations.topic-rename', { name: topic.name })} />
  </Form>
)

const Corrections = ({ t, corrections }: { t: T; corrections: readonly KeptCorrection[] }) =>
  corrections.length === 0 ? (
    <Empty title={t('conversations.no-corrections')} icon="sparkles">
      {t('conversations.no-corrections-help')}
    </Empty>
  ) : (
    <Table
      caption={t('conversations.corrections')}
      columns={[
        { label: t('conversations.correction-message') },
        { label: t('conversations.correction-said') },
        { label: t('conversations.correction-by') },
        { label: t('conversations.undo-correction'), quiet: true },
      ]}
      rows={corrections.map((one) => rowOf(t, one))}
    />
  )

function rowOf(t: T, one: KeptCorrection) {
  const { what, was, becomes, undone } = one
  const name = one.by?.name ?? t('conversations.somebody')
  const said = t('conversations.correction', {
    what: t(`conversations.read-${what}`),
    becomes: inWords(t, what, becomes),
    was: inWords(t, what, was),
  })
  return [
    <a href={`/conversations/${one.conversationId}?at=${one.messageId}#message-${one.messageId}`}>
      {one.excerpt || t('conversations.wordless')}
    </a>,
    undone ? <s>{said}</s> : said,
    <>
      {name} · <Time t={t} at={one.at} />
    </>,
    undone ? (
      <span class="soft">
        {t('conversations.undone-by', { name: undone.by?.name ?? t('conversations.somebody') })} ·{' '}
        <Time t={t} at={undone.at} />
      </span>
    ) : (
      <Deed action={`/messages/${one.messageId}/reading`} method="delete" fields={{ what, back: path }}>
        <Button variant="plain" small icon="undo-2">
          {t('conversations.undo-correction')}
        </Button>
      </Deed>
    ),
  ]
}
