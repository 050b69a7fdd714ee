import type { Child } from 'hono/jsx'
import type { T } from '../../core/i18n/translator.ts'
import { Happened } from '../../ui/components/remark.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { IconName } from '../../ui/icons.tsx'
import type { Happening } from '../happenings.ts'
import type { Surveyed } from '../survey/surveyed.ts'
import { SurveyMore, surveyIcon, surveySentence } from '../survey/views/happened.tsx'

const icons: Record<string, IconName> = {
  'conversation.closed': 'check',
  'conversation.reopened': 'rotate-ccw',
  'conversation.assigned': 'user-check',
  'conversation.unassigned': 'user-x',
  'conversation.snoozed': 'alarm-clock',
  'conversation.woken': 'bell',
  'conversation.marked-spam': 'circle-x',
  'conversation.cleared-spam': 'rotate-ccw',
  'conversation.tagged': 'tag',
  'conversation.untagged': 'tag',
  'conversation.united': 'git-merge',
  'conversation.merged': 'git-merge',
  'conversation.merged-into': 'git-merge',
  'conversation.split': 'split',
  'conversation.split-from': 'split',
  'conversation.moved-out': 'move-right',
  'conversation.moved-in': 'move-right',
  'conversation.rearranged-back': 'undo-2',
  'conversation.linked': 'link',
  'conversation.unlinked': 'unlink-2',
  'conversation.late': 'clock-alert',
  'message.moderated': 'shield',
  'reply.withdrawn': 'undo-2',
  'reply.approved': 'circle-check',
  'reply.sent-back': 'undo-2',
}

/** What one of us, or time, did to the conversation. */
export const Happens = ({ t, happening, more = [] }: { t: T; happening: Happening; more?: Child[] }) => {
  if (happening.survey) return <OfSurvey t={t} happening={happening} survey={happening.survey} />
  const plain = <Plain t={t} happening={happening} />
  return more.length === 0 ? (
    plain
  ) : (
    <div class="happened-more">
      {plain}
      <div class="happened__deeds">{more}</div>
    </div>
  )
}

/** What people answer, and what can be done before they are asked, stands under it. */
const OfSurvey = ({ t, happening, survey }: { t: T; happening: Happening; survey: Surveyed }) => (
  <div class="happened-more" id={`event-${happening.seq}`}>
    <Happened icon={surveyIcon(happening)}>
      {surveySentence(t, happening, survey)} · <Time t={t} at={happening.at} />
    </Happened>
    <SurveyMore t={t} happening={happening} survey={survey} />
  </div>
)

const Plain = ({ t, happening }: { t: T; happening: Happening }) => (
  <Happened icon={icons[happening.kind] ?? 'info'} id={`event-${happening.seq}`}>
    {sentence(t, happening)}
    {happening.noteId && <WithNote t={t} noteId={happening.noteId} />}
    {happening.other && !leadsHere.has(happening.kind) && <OtherOne t={t} id={happening.other.id} />} ·{' '}
    <Time t={t} at={happening.at} />
  </Happened>
)

const WithNote = ({ t, noteId }: { t: T; noteId: string }) => (
  <>
    {' '}
    <a href={`#note-${noteId}`}>{t('conversations.with-a-note')}</a>
  </>
)

/** Its address leads to the conversation that shows this. */
const leadsHere: ReadonlySet<string> = new Set(['conversation.merged'])

const OtherOne = ({ t, id }: { t: T; id: string }) => (
  <>
    {' '}
    <a href={`/conversations/${id}`}>{t('conversations.see-other')}</a>
  </>
)

function sentence(t: T, happening: Happening): string {
  const { kind, by, user, team, tag, until, because, as, target } = happening
  const { automation } = happening
  const machine = automation ? t('conversations.the-automation', { name: automation }) : undefined
  const name = by?.name ?? machine ?? t('conversations.somebody')
  if (kind === 'conversation.assigned' && user && user.id === by?.id && !team) return t('conversations.took', { name })
  if (kind === 'conversation.assigned' || kind === 'conversation.unassigned') {
    const to = user?.name ?? team?.name ?? t('conversations.somebody')
    if (kind === 'conversation.unassigned' && because === 'left') return t('conversations.freed-left', { to })
    if (kind === 'conversation.unassigned' && because === 'observes') return t('conversations.freed-observes', { to })
    if (!by && !machine && kind === 'conversation.assigned') return givenTo(t, happening, to)
    return t(`conversations.did-${kind.slice('conversation.'.length)}`, { name, to })
  }
  if (kind === 'conversation.reopened' && because === 'message') return t('conversations.reopened-by-message')
  if (kind === 'conversation.woken' && because === 'time') return t('conversations.woken-by-time')
  if (kind === 'conversation.cleared-spam' && because === 'message') return t('conversations.cleared-spam-by-message')
  if (happening.approval) return decided(t, happening, name)
  if (kind === 'conversation.late') return t(`conversations.late-${target ?? 'resolution'}`)
  if (kind === 'conversation.united') return t('conversations.did-united')
  const key =
    kind === 'message.moderated'
      ? 'moderated'
      : kind === 'reply.withdrawn'
        ? 'withdrawn'
        : kind.slice('conversation.'.length)
  const other = happening.other?.title ? t('ui.quoted', { text: happening.other.title }) : t('conversations.other-one')
  const what = { tag: tag ?? '…', until: until ? t.exact(until) : '', as: as ?? '', other }
  return t(`conversations.did-${key}`, { name, ...what })
}

/** Somebody let a colleague's answer leave, or sent it back with a remark. */
function decided(t: T, { kind, approval }: Happening, name: string): string {
  const writer = approval?.writer?.name ?? t('conversations.somebody')
  if (kind === 'reply.sent-back')
    return t('conversations.did-sent-back', { name, writer, remark: approval?.remark ?? '' })
  return t(approval?.changed ? 'conversations.did-approved-changed' : 'conversations.did-approved', { name, writer })
}

/** Nobody gave it: a rule did. */
function givenTo(t: T, { rule, how, from, because }: Happening, to: string): string {
  const away = because === 'away' ? from?.name : undefined
  if (!rule || !how)
    return away ? t('conversations.given-stand-in', { from: away, to }) : t('conversations.given-to', { to })
  const by = { to, rule: rule.name, how: t(`conversations.given-${how}`) }
  return away ? t('conversations.given-away-rule', { from: away, ...by }) : t('conversations.given-by-rule', by)
}
