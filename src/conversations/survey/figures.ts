import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import { satisfiedFrom } from './marks.ts'
import { type Share, wilson } from './wilson.ts'

/** Of what was asked between two moments. */
export interface Period {
  from: Date
  until: Date
  timeZone: string
}

/** How satisfied people are, and how many of those asked answered; each with its n and its interval. */
export interface Figure {
  satisfied: Share
  answered: Share
}

export interface Named extends Figure {
  id: string | null
  name: string | null
}

export interface Figures {
  all: Figure
  channels: Named[]
  teams: Named[]
  people: Named[]
  /** By the Monday on which they begin. */
  weeks: (Figure & { week: string })[]
}

interface Row {
  by: number
  channel_id: string | null
  team_id: string | null
  user_id: string | null
  week: string | null
  asked: number
  answered: number
  satisfied: number
  name: string | null
}

/** Which of the columns a row of the grouping sets is about, as `grouping` tells it. */
const about = { all: 15, channel: 7, team: 11, person: 13, week: 14 }

/** One query for all of them. What did not reach its network was asked of nobody. */
export async function findFigures(db: Db, { from, until, timeZone }: Period): Promise<Figures> {
  const { rows } = await sql<Row>`
    with sums as (
      select grouping(channel_id, team_id, user_id, week) as by, channel_id, team_id, user_id, week::text,
        count(*)::int as asked, count(mark)::int as answered,
        (count(*) filter (where mark >= ${satisfiedFrom}))::int as satisfied
      from (
        select s.channel_id, s.team_id, s.user_id, s.mark, date_trunc('week', s.asked_at at time zone ${timeZone})::date as week
        from surveys s left join deliveries d on d.reply_id = s.reply_id
        where s.asked_at >= ${from} and s.asked_at < ${until} and (d.state = 'sent' or s.mark is not null)) as asked
      group by grouping sets ((), (channel_id), (team_id), (user_id), (week)))
    select sums.*, coalesce(h.name, t.name, u.name) as name from sums
    left join channels h on h.id = sums.channel_id left join teams t on t.id = sums.team_id
    left join users u on u.id = sums.user_id
    order by sums.week desc, sums.answered desc, name`.execute(db)
  const of = (by: number) => rows.filter((row) => row.by === by)
  const named = (by: number, id: (row: Row) => string | null) =>
    of(by).map((row): Named => ({ id: id(row), name: row.name, ...figureOf(row) }))
  const [all = none] = of(about.all)
  return {
    all: figureOf(all),
    channels: named(about.channel, (row) => row.channel_id),
    teams: named(about.team, (row) => row.team_id),
    people: named(about.person, (row) => row.user_id),
    weeks: of(about.week).map((row) => ({ week: row.week ?? '', ...figureOf(row) })),
  }
}

const none = { asked: 0, answered: 0, satisfied: 0 }

const figureOf = ({ asked, answered, satisfied }: Pick<Row, 'asked' | 'answered' | 'satisfied'>): Figure => ({
  satisfied: wilson(satisfied, answered),
  answered: wilson(answered, asked),
})
