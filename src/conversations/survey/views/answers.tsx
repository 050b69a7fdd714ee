import type { T } from '../../../core/i18n/translator.ts'
import type { Viewer } from '../../../core/web.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Tabs } from '../../../ui/components/tabs.tsx'
import { Time } from '../../../ui/components/time.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { addressWith, type FiguresAsked } from '../asked-of-figures.ts'
import type { Figures } from '../figures.ts'
import type { Answer, findAnswers } from '../find-answers.ts'
import { faces } from '../marks.ts'
import { maySee } from '../present.ts'

interface AnswersProps {
  t: T
  viewer: Viewer
  asked: FiguresAsked
  found: Awaited<ReturnType<typeof findAnswers>>
  figures: Figures
}

/** What people answered, each leading to its conversation. */
export const Answers = ({ t, viewer, asked, found, figures }: AnswersProps) => {
  const { mood: _mood, words: _words, after: _after, ...place } = asked
  const tab = (key: string, more: Parameters<typeof addressWith>[1], current: boolean) => ({
    href: `${addressWith(asked, { ...filters(place), ...more })}#answers`,
    label: t(key),
    current,
  })
  const named = nameOf(asked, figures, t)
  return (
    <Card
      id="answers"
      title={named ? t('survey.answers-of', { name: named }) : t('survey.answers')}
      {...(named
        ? {
            actions: (
              <Button small variant="plain" icon="x" href={`${addressWith(asked, {})}#answers`}>
                {t('survey.all-answers')}
              </Button>
            ),
          }
        : {})}
    >
      <Tabs
        inner
        label={t('survey.which')}
        tabs={[
          tab('survey.which-all', {}, !asked.mood && !asked.words),
          tab('survey.which-words', { words: '1' }, asked.words === '1'),
          tab('survey.which-good', { mood: 'good' }, asked.mood === 'good'),
          tab('survey.which-bad', { mood: 'bad' }, asked.mood === 'bad'),
        ]}
      />
      {found.answers.length === 0 ? (
        <p class="soft">{t('survey.no-answers')}</p>
      ) : (
        <ul class="answers">
          {found.answers.map((answer) => (
            <OneAnswer t={t} viewer={viewer} answer={answer} />
          ))}
        </ul>
      )}
    </Card>
  )
}

const filters = ({ window, team, person, week }: Partial<FiguresAsked>) => ({
  ...(window ? { window } : {}),
  ...(team ? { team } : {}),
  ...(person ? { person } : {}),
  ...(week ? { week } : {}),
})

function nameOf({ window, team, person, week }: FiguresAsked, figures: Figures, t: T): string | undefined {
  const among = [...figures.channels, ...figures.teams, ...figures.people]
  const wanted = window ?? team ?? person
  if (wanted) return among.find(({ id }) => id === wanted)?.name ?? undefined
  return week ? t('survey.week-of', { day: t.date(new Date(`${week}T12:00:00Z`)) }) : undefined
}

const OneAnswer = ({ t, viewer, answer }: { t: T; viewer: Viewer; answer: Answer }) => {
  const { mark, words, person, channel, user, conversationId, markedAt } = answer
  const by = user && maySee(viewer, user.id) ? ` · ${t('survey.answered-by', { name: user.name })}` : ''
  return (
    <li class="answers__one">
      <Icon name={faces[mark] ?? 'meh'} />
      <div>
        <p>
          <a href={`/conversations/${conversationId}`}>
            <b>{person.name}</b>: {t(`survey.mark-${mark}`)}
          </a>
        </p>
        {words && <p class="answers__words">{words}</p>}
        <p class="soft">
          {channel.name}
          {by} · <Time t={t} at={markedAt} />
        </p>
      </div>
    </li>
  )
}
