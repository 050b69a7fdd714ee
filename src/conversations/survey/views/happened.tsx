import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Deed } from '../../../ui/components/form.tsx'
import type { IconName } from '../../../ui/icons.tsx'
import type { Happening } from '../../happenings.ts'
import { faces } from '../marks.ts'
import type { Surveyed } from '../surveyed.ts'

export const surveyIcon = ({ mark }: Happening): IconName => (mark ? (faces[mark] ?? 'smile') : 'smile')

/** What a question after closing came to, in one sentence. */
export function surveySentence(t: T, happening: Happening, survey: Surveyed): string {
  const { kind, mark, until, by } = happening
  const { name } = survey.person
  if (kind === 'survey.planned') return t('survey.will-ask', { name, until: until ? t.exact(until) : '' })
  if (kind === 'survey.called-off') return t('survey.called-off', { name, by: by?.name ?? t('conversations.somebody') })
  const said = { name, mark: t(`survey.mark-${mark ?? 3}`), count: mark ?? 3 }
  return t(happening.again ? 'survey.was-marked-again' : 'survey.was-marked', said)
}

/** Their words, where they last answered; and while nobody was asked yet, what can be done about it. */
export const SurveyMore = ({ t, happening, survey }: { t: T; happening: Happening; survey: Surveyed }) => {
  const { kind, seq } = happening
  const action = `/surveys/${survey.id}`
  if (seq !== survey.lastSeq) return null
  if (kind === 'survey.marked' && survey.words) return <blockquote class="happened__words">{survey.words}</blockquote>
  if (survey.isRefused)
    return (
      <div class="actions happened__deeds">
        <span class="soft">{t('survey.never-back', { name: survey.person.name })}</span>
        <Deed action={`/people/${survey.person.id}/survey-refusal`} method="delete" fields={backTo(happening)}>
          <Button small variant="plain" icon="undo-2">
            {t('survey.allow')}
          </Button>
        </Deed>
      </div>
    )
  if (kind === 'survey.planned' && survey.state === 'planned')
    return (
      <div class="actions happened__deeds">
        <Deed action={action} method="delete">
          <Button small icon="x">
            {t('survey.call-off')}
          </Button>
        </Deed>
        <Deed action={`/people/${survey.person.id}/survey-refusal`} method="put" fields={backTo(happening)}>
          <Button small variant="plain">
            {t('survey.never', { name: survey.person.name })}
          </Button>
        </Deed>
      </div>
    )
  if (kind === 'survey.called-off' && survey.state === 'called-off')
    return (
      <div class="actions happened__deeds">
        <Deed action={action} method="put">
          <Button small icon="undo-2">
            {t('survey.call-on')}
          </Button>
        </Deed>
      </div>
    )
  return null
}

const backTo = ({ conversationId }: Happening) => ({ back: `/conversations/${conversationId}` })
