import type { Viewer } from '../../core/web.ts'
import type { Figure, Figures, Named } from './figures.ts'
import type { Answer } from './find-answers.ts'
import type { SurveySetting } from './setting.ts'
import { fewest, type Share } from './wilson.ts'

/** Who leads sees everybody's figures, everybody their own. */
export const maySee = (viewer: Pick<Viewer, 'id' | 'can'>, userId: string | null): boolean =>
  viewer.can.has('team') || userId === viewer.id

/** Only what this person may see. */
export const visibleTo = (viewer: Viewer, figures: Figures): Figures => ({
  ...figures,
  people: figures.people.filter(({ id }) => maySee(viewer, id)),
})

export const presentSetting = (it: SurveySetting) => ({
  channel_id: it.channelId,
  on: it.onSince !== undefined,
  on_since: it.onSince?.toISOString() ?? null,
  question_en: it.questions.en,
  question_es: it.questions.es,
  after_minutes: it.afterMinutes,
  every_days: it.everyDays,
  in_public: it.inPublic,
  calendar_id: it.calendarId,
})

const presentShare = ({ of, n, share, from, to }: Share) => ({
  of,
  n,
  share: share ?? null,
  from: n === 0 ? null : from,
  to: n === 0 ? null : to,
})

const presentFigure = ({ satisfied, answered }: Figure) => ({
  satisfied: presentShare(satisfied),
  answered: presentShare(answered),
  comparable: satisfied.n >= fewest,
})

const presentNamed = ({ id, name, ...figure }: Named) => ({ id, name, ...presentFigure(figure) })

export const presentFigures = ({ all, channels, teams, people, weeks }: Figures) => ({
  all: presentFigure(all),
  windows: channels.map(presentNamed),
  teams: teams.map(presentNamed),
  people: people.map(presentNamed),
  weeks: weeks.map(({ week, ...figure }) => ({ week, ...presentFigure(figure) })),
})

export const presentAnswer = (it: Answer, viewer: Pick<Viewer, 'id' | 'can'>) => ({
  id: it.id,
  conversation_id: it.conversationId,
  person: it.person,
  window: it.channel,
  team: it.team,
  answered_by: it.user && maySee(viewer, it.user.id) ? it.user : null,
  mark: it.mark,
  words: it.words,
  asked_at: it.askedAt.toISOString(),
  marked_at: it.markedAt.toISOString(),
})
