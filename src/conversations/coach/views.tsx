import { HouseFrame, type HouseProps } from '../../access/index.ts'
import { createTranslator, type T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { Promised } from '../promises/promise.ts'
import { heard, KeptByHand, PromisesInDraft } from '../promises/views/in-draft.tsx'
import type { LeafTally } from '../response-tree/decide.ts'
import { LeafTallies } from '../response-tree/views/tree.tsx'
import type { Coached } from './coach.ts'
import type { Tally } from './count-dismissals.ts'
import type { Remark } from './remark.ts'
import { coachWords } from './words.ts'

const spoken = createTranslator([coachWords])

/** What the coach says is said in the draft's language; where it has no sentences in that, in the reader's. */
const inDraftsLanguage = (t: T, { language }: Coached): T =>
  spoken.for(language === 'es' || language === 'en' ? language : t.language)

/** `deciding`: the answer of a colleague that is read along before it leaves. */
export const coachPath = (conversationId: string, deciding?: string, more = ''): string =>
  `/conversations/${conversationId}/coach${more}${deciding ? `?decide=${deciding}` : ''}`

/** Between the text and the buttons: the coach, and what it said of the text as it stands. */
export const Coach = ({
  t,
  drafted,
  conversationId,
  coached,
  deciding,
}: {
  t: T
  conversationId: string
  coached: Coached | undefined
  /** What is kept of the draft as a promise; where nothing can be promised, undefined. */
  drafted?: readonly Promised[] | undefined
  deciding?: string | undefined
}) => (
  <t-coach class="coach" data-url={coachPath(conversationId, deciding)}>
    <div data-coach="">
      {coached ? (
        <Remarks t={t} conversationId={conversationId} coached={coached} deciding={deciding} />
      ) : (
        <p class="coach__calm script-only">{t('coach.reads-along')}</p>
      )}
      {drafted && !coached && <KeptByHand t={t} conversationId={conversationId} drafted={drafted} />}
    </div>
    <p class="visually-hidden" role="status" data-coach-said="" />
    <div class="without-script">
      <Button small variant="plain" icon="sparkles" formaction={coachPath(conversationId, deciding)}>
        {t('coach.check')}
      </Button>
    </div>
  </t-coach>
)

interface RemarksProps {
  t: T
  conversationId: string
  coached: Coached
  deciding?: string | undefined
}

/** What there is to say, in one list; the whole of it comes anew after each pause. */
export const Remarks = ({ t, conversationId, coached, deciding }: RemarksProps) => {
  const say = inDraftsLanguage(t, coached)
  const { remarks, promises, untold } = coached
  const missed = untold ? [t('coach.untold', { name: untold })] : []
  const told = [t('coach.said', { count: remarks.length }), ...missed, ...heard(t, promises)].join(' ')
  return (
    <div class="coach__said" data-told={told}>
      {missed.length > 0 && (
        <p class="coach__text coach__untold">
          <Icon name="triangle-alert" size="small" />
          <span>{missed}</span>
        </p>
      )}
      {remarks.length === 0 ? (
        <p class="coach__calm">{t('coach.said', { count: 0 })}</p>
      ) : (
        <ul class="coach__list" aria-label={t('coach.title')} lang={say.language}>
          {remarks.map((remark) => (
            <Said {...{ t, say, conversationId, remark, deciding }} language={coached.language} />
          ))}
        </ul>
      )}
      {promises && <PromisesInDraft t={t} conversationId={conversationId} promises={promises} />}
    </div>
  )
}

interface SaidProps {
  t: T
  say: T
  conversationId: string
  remark: Remark
  language: string
  deciding: string | undefined
}

const Said = ({ t, say, conversationId, remark, language, deciding }: SaidProps) => (
  <li class="coach__remark">
    <p class="coach__text">
      <Icon name={remark.kind === 'private-data' ? 'lock' : 'sparkles'} size="small" />
      <span>
        <Quote t={t} remark={remark} /> <b>{say.words(remark.why)}</b>{' '}
        <span class="soft">{say.words(remark.mend)}</span>
      </span>
    </p>
    <Button
      small
      variant="plain"
      icon="x"
      label={t('coach.dismiss', { kind: t(`coach.kind.${remark.kind}`) })}
      name="dismiss"
      value={`${remark.kind} ${language}`}
      formaction={coachPath(conversationId, deciding, '/dismissals')}
      formnovalidate
      data-dismiss=""
    />
  </li>
)

/** The place: a button that selects it in the draft; of what they said, their words. */
const Quote = ({ t, remark: { place, quote, ofTheirs } }: { t: T; remark: Remark }) => {
  if (!quote) return null
  if (ofTheirs || !place) return <q class="coach__quote">{shortened(quote)}</q>
  return (
    <>
      <button
        type="button"
        class="coach__quote coach__quote--place script-only"
        data-from={place.from}
        data-to={place.to}
        data-quote={quote}
        title={t('coach.show')}
      >
        {t('ui.quoted', { text: shortened(quote) })}
      </button>
      <q class="coach__quote without-script">{shortened(quote)}</q>
    </>
  )
}

const mostQuoted = 90
const shortened = (quote: string): string => {
  const line = quote.replace(/\s+/g, ' ')
  return line.length > mostQuoted ? `${line.slice(0, mostQuoted - 1).trimEnd()}…` : line
}

/** How often each remark was waved away: where it often is, the rule is wrong, not the people. */
export const CoachPage = ({
  tallies,
  leaves,
  ...house
}: HouseProps & { tallies: readonly Tally[]; leaves: readonly LeafTally[] }) => {
  const { t } = house.shell
  const share = new Intl.NumberFormat(t.language, { style: 'percent' })
  return (
    <HouseFrame {...house} path="/settings/coach" title={t('coach.title')} intro={t('coach.intro')}>
      {tallies.length === 0 ? (
        <Empty title={t('coach.nothing')} />
      ) : (
        <Table
          caption={t('coach.tally')}
          columns={[
            { label: t('coach.remark') },
            { label: t('coach.in-language') },
            { label: t('coach.times-said'), numeric: true },
            { label: t('coach.times-dismissed'), numeric: true },
            { label: t('coach.share'), numeric: true },
          ]}
          rows={tallies.map(({ kind, language, said, dismissed }) => [
            t(`coach.kind.${kind}`),
            new Intl.DisplayNames([t.language], { type: 'language', fallback: 'code' }).of(language) ?? language,
            t.number(said),
            t.number(dismissed),
            said === 0 ? '–' : share.format(Math.min(1, dismissed / said)),
          ])}
        />
      )}
      <LeafTallies t={t} tallies={leaves} />
    </HouseFrame>
  )
}
