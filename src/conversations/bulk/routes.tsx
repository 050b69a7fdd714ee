import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf, wayBack } from '../../access/index.ts'
import type { Core } from '../../core/core.ts'
import { answer, type Ctx, done, type Env, wantsJson } from '../../core/web.ts'
import { words } from '../../lib/words.ts'
import type { Shell } from '../../ui/desk.tsx'
import { answerDeed, undo } from '../answered.ts'
import { deedGiven, type GivenDeed } from '../deeds.ts'
import { asked, given, idOf } from '../given.ts'
import { placeOf } from '../place.ts'
import { placeNamed } from '../saved-views/saved-view.ts'
import { chosenAsked, chosenIn, listAsked, unclear } from './asked.ts'
import { beginBulk } from './begin.ts'
import { countListed, mostChosen } from './chosen.ts'
import { presentRun } from './present.ts'
import { canUndo, findRun, isUnderWay, mayEnd, pageful, type Run } from './run.ts'
import { didWords, undoneWords } from './sentences.ts'
import { RunPage } from './views/run-page.tsx'
import { cancelBulk, undoBulk } from './work.ts'

export interface BulkRoutes {
  shell: (c: Ctx) => Promise<Shell>
}

const back = z.object({ back: z.string().max(2000).optional() })

const bulkAsked = chosenAsked.extend({
  /** As a program says it; a form says `close`, `assign:user:ID` or `snooze:tomorrow`. */
  deed: z.union([deedGiven, z.string().max(100)]).optional(),
  tag: z.string().max(200).optional(),
  until: z.string().max(60).optional(),
})

/** One deed on many conversations. */
export function bulkRoutes({ db, clock }: Pick<Core, 'db' | 'clock'>, { shell }: BulkRoutes): Hono<Env> {
  const routes = new Hono<Env>()

  routes.post('/bulk', can('read'), async (c) => {
    const fields = await given(c, bulkAsked)
    const viewer = viewerOf(c)
    const chosen = await chosenIn(db, fields, viewer)
    const { id } = await beginBulk(db, deedIn(fields), chosen, viewer, clock.now())
    return told(c, await findRun(db, id, viewer), wayBack(fields.back ?? '/conversations'), 'done')
  })

  routes.get('/bulk/count', can('read'), async (c) => {
    const place = await placeNamed(db, placeOf(asked(c, listAsked)), c.req.query(), viewerOf(c))
    const count = await countListed(db, place, viewerOf(c), clock.now())
    const { t } = c.var
    const said =
      count > mostChosen
        ? t('conversations.bulk-all-most', { count: mostChosen })
        : t('conversations.bulk-all-counted', { count })
    return wantsJson(c)
      ? c.json({ count: Math.min(count, mostChosen), is_more: count > mostChosen })
      : c.html(String(<turbo-frame id="bulk-all">{said}</turbo-frame>))
  })

  routes.get('/bulk/:id', can('read'), async (c) => {
    const run = await findRun(db, idOf(c), viewerOf(c))
    return answer(c, {
      json: () => presentRun(run),
      html: async () => <RunPage shell={await shell(c)} run={run} mayEnd={mayEnd(run, viewerOf(c))} />,
    })
  })

  routes.put('/bulk/:id/cancellation', can('read'), async (c) => {
    await cancelBulk(db, idOf(c), viewerOf(c))
    return told(c, await findRun(db, idOf(c), viewerOf(c)), `/bulk/${idOf(c)}`, 'stopped')
  })

  routes.put('/bulk/:id/undoing', can('read'), async (c) => {
    await undoBulk(db, idOf(c), viewerOf(c), clock.now())
    const run = await findRun(db, idOf(c), viewerOf(c))
    return told(
      c,
      run,
      run.total > pageful ? `/bulk/${run.id}` : wayBack((await given(c, back)).back ?? '/conversations'),
      'undone',
    )
  })

  return routes
}

/** What a form or a program asks for. Refuses (422) what is nothing. */
function deedIn({ deed, tag, until }: z.infer<typeof bulkAsked>): GivenDeed {
  if (typeof deed === 'object') return deed
  const [, name = '', rest] = /^([a-z-]+)(?::(.*))?$/.exec(deed ?? '') ?? []
  const more = {
    ...(name === 'assign' && rest ? { to: rest } : {}),
    ...(name === 'snooze' ? { until: rest ?? until ?? '' } : {}),
    ...(name === 'tag' || name === 'untag' ? { tag: tag ?? '' } : {}),
  }
  const parsed = deedGiven.safeParse({ do: name, ...more })
  if (!parsed.success) throw unclear(name === 'snooze' ? 'conversations.snooze-unclear' : 'conversations.bulk-no-deed')
  return parsed.data
}

/** What is through says so once, with its undoing; what goes on shows itself on the page. */
function told(c: Ctx, run: Run, page: string, what: 'done' | 'stopped' | 'undone'): Response {
  const json = presentRun(run)
  if (isUnderWay(run)) return done(c, json, page, 202)
  const said =
    what === 'done' ? didWords(run) : what === 'undone' ? undoneWords(run) : words('conversations.bulk-told-stopped')
  const back = canUndo(run) && what === 'done' ? { undo: undo('put', `/bulk/${run.id}/undoing`, { back: page }) } : {}
  const did = said.key.replace('conversations.', '')
  return answerDeed(c, json, page, { did, ...paramsOf(said.params), ...back }, what === 'done' ? 201 : 200)
}

const paramsOf = (params: ReturnType<typeof words>['params']) => {
  const plain = z.record(z.string(), z.union([z.string(), z.number()])).safeParse(params)
  return plain.success ? { params: plain.data } : {}
}
