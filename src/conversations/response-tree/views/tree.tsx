import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Chip } from '../../../ui/components/chip.tsx'
import { Deed, Form } from '../../../ui/components/form.tsx'
import { Table } from '../../../ui/components/table.tsx'
import { Time } from '../../../ui/components/time.tsx'
import type { LeafTally } from '../decide.ts'
import type { Answered, Response } from '../proposal.ts'
import { type Leaf, leaves, type Step } from '../tree.ts'

interface TreeProps {
  t: T
  conversationId: string
  response: Response
  here: string
}

const tones = {
  respond: 'tile',
  correct: 'saffron',
  'make-good': 'terracotta',
  'let-stand': 'olive',
  watch: 'plain',
} as const

export const responseId = (conversationId: string): string => `response-${conversationId}`

const pathOf = (conversationId: string): string => `/conversations/${conversationId}/response`

/** Before anybody writes: what to do about it and why, in one line that opens. */
export const ResponseTree = (props: TreeProps) => {
  const { t, conversationId, response } = props
  const { ask, choice } = response
  const leaf = choice?.leaf ?? response.leaf
  return (
    <div class="response" id={responseId(conversationId)}>
      <details class="response__more">
        <summary class="response__line">
          {leaf ? (
            <Chip tone={tones[leaf]} icon="split">
              {t(`response.leaf-${leaf}`)}
            </Chip>
          ) : (
            <Chip icon="circle-help">{t('response.ask')}</Chip>
          )}{' '}
          {choice ? <Chosen t={t} choice={choice} /> : <span>{t(`response.why-${response.why}`)}</span>}
        </summary>
        <Inside {...props} />
      </details>
      {ask && !choice && <SaidBefore t={t} said={response.answers.find(({ question }) => question === ask)} />}
      {ask && !choice && <YesOrNo {...props} question={ask} />}
      {(leaf === 'let-stand' || leaf === 'watch') && <Offers {...props} leaf={leaf} />}
    </div>
  )
}

const Chosen = ({ t, choice }: { t: T; choice: NonNullable<Response['choice']> }) => (
  <span>
    {t('response.chosen', { name: choice.by?.name ?? t('response.somebody') })} <Time t={t} at={choice.at} still />
    {choice.proposed && choice.proposed !== choice.leaf && (
      <span class="soft"> · {t('response.chosen-instead', { leaf: t(`response.leaf-${choice.proposed}`) })}</span>
    )}
  </span>
)

/** What one of us said of what they had said until then. */
const SaidBefore = ({ t, said }: { t: T; said: Answered | undefined }) =>
  said === undefined ? null : (
    <span class="soft">
      {t('response.said-before', {
        name: said.by?.name ?? t('response.somebody'),
        answer: t(said.answer ? 'response.yes' : 'response.no'),
      })}{' '}
      <Time t={t} at={said.at} still />
    </span>
  )

const YesOrNo = ({ t, conversationId, question, here }: TreeProps & { question: string }) => (
  <div class="actions">
    {(['yes', 'no'] as const).map((answer) => (
      <Deed action={`${pathOf(conversationId)}/answers`} method="put" fields={{ question, answer, back: here }}>
        <Button small>{t(`response.${answer}`)}</Button>
      </Deed>
    ))}
  </div>
)

/** Nothing is done by itself: what goes with it is offered. */
const Offers = ({ t, conversationId, leaf, here }: TreeProps & { leaf: Leaf }) => {
  const path = `/conversations/${conversationId}`
  return (
    <div class="actions">
      <Deed action={`${path}/${leaf === 'watch' ? 'following' : 'closure'}`} method="put" fields={{ back: here }}>
        <Button small icon={leaf === 'watch' ? 'bell' : 'check'}>
          {t(leaf === 'watch' ? 'response.follow' : 'response.close')}
        </Button>
      </Deed>
    </div>
  )
}

const Inside = (props: TreeProps) => {
  const { t, conversationId, response, here } = props
  return (
    <div class="response__inside">
      <ol class="response__steps">
        {response.steps.map((step) => (
          <li>
            {t(`response.step-${step.asks}`)} <b>{t(step.answer ? 'response.yes' : 'response.no')}</b>{' '}
            <Whose t={t} response={response} step={step} />
          </li>
        ))}
      </ol>
      {response.answers
        .filter((one) => one.counts)
        .map(({ question, answer }) => (
          <Deed
            action={`${pathOf(conversationId)}/answers`}
            method="put"
            fields={{ question, answer: answer ? 'no' : 'yes', back: here }}
          >
            <Button small variant="plain" icon="rotate-ccw">
              {t('response.change')}: {t(`response.step-${question}`)}
            </Button>
          </Deed>
        ))}
      <Form action={pathOf(conversationId)} method="put" class="response__choose">
        <input type="hidden" name="back" value={here} />
        <span>{t('response.choose')}</span>
        {leaves.map((leaf) => (
          <Button small name="leaf" value={leaf} variant={leaf === response.leaf ? 'primary' : 'soft'}>
            {t(`response.leaf-${leaf}`)}
          </Button>
        ))}
      </Form>
      <Deed action="/response-tree" method="delete" fields={{ back: here }}>
        <Button small variant="plain" icon="x">
          {t('response.hide')}
        </Button>
      </Deed>
    </div>
  )
}

/** Who says so: how it reads, or one of us, and when. */
const Whose = ({ t, response, step }: { t: T; response: Response; step: Step }) => {
  const said = step.by === 'us' ? response.answers.find(({ question }) => question === step.asks) : undefined
  if (!said) return <span class="soft">{t('response.by-reading')}</span>
  return (
    <span class="soft">
      {said.by?.name ?? t('response.somebody')}, <Time t={t} at={said.at} />
    </span>
  )
}

/** How often people did something else than was proposed. */
export const LeafTallies = ({ t, tallies }: { t: T; tallies: readonly LeafTally[] }) => {
  if (tallies.length === 0) return null
  const share = new Intl.NumberFormat(t.language, { style: 'percent' })
  return (
    <Table
      caption={t('response.tally')}
      columns={[
        { label: t('response.proposed') },
        { label: t('response.decided'), numeric: true },
        { label: t('response.otherwise'), numeric: true },
        { label: t('coach.share'), numeric: true },
      ]}
      rows={tallies.map(({ proposed, decided, otherwise }) => [
        t(proposed ? `response.leaf-${proposed}` : 'response.tally-asked'),
        t.number(decided),
        t.number(otherwise),
        proposed ? share.format(otherwise / decided) : '–',
      ])}
    />
  )
}
